package dev.poolscope.workload.model;

/** Puts what was found in a file into a message: quoted, on one line, and short. */
public final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    public static String of(String found) {
        StringBuilder quoted = new StringBuilder("'");
        int shown = Math.min(found.length(), LONGEST);
        for (int i = 0; i < shown; i++) {
            char c = found.charAt(i);
            // A message is one line, and must not carry terminal control sequences out of a file.
            quoted.append(Character.isISOControl(c) ? ' ' : c);
        }
        return quoted.append(found.length() > LONGEST ? "…'" : "'").toString();
    }
}
