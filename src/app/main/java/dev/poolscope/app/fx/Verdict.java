package dev.poolscope.app.fx;

import dev.poolscope.workload.model.Expectation;

/** How an expectation stands. */
public enum Verdict {
    /** It holds, and nothing that comes can change that. */
    HELD("✓"),
    /** It does not hold, and nothing that comes can change that. */
    FAILED("✗"),
    /** It holds so far; the run goes on. */
    HOLDS_SO_FAR("✓…"),
    /** It does not hold as yet; the run goes on. */
    NOT_YET("…");

    private final String sign;

    Verdict(String sign) {
        this.sign = sign;
    }

    /**
     * Tells how an expectation stands.
     *
     * @param outcome what was measured
     * @param over whether the run is over
     */
    public static Verdict of(Expectation.Outcome outcome, boolean over) {
        boolean settled = over || outcome.settled();
        return outcome.held() ? settled ? HELD : HOLDS_SO_FAR : settled ? FAILED : NOT_YET;
    }

    /** One that is understood without its colour. */
    public String sign() {
        return sign;
    }
}
