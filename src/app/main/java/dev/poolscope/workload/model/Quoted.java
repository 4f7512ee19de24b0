package dev.poolscope.workload.model;

/** Puts what was found in a file into a message: quoted, on one line, and short. */
public final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    public static String of(String found) {
        StringBuilder quoted = new StringBuilder("'");
        int shown = Math.min(found.length(), LONGEST);
        if (shown < found.length() && Character.isHighSurrogate(found.charAt(shown - 1))) {
            shown--;
        }
        for (int i = 0; i < shown; i++) {
            char c = found.charAt(i);
            quoted.append(isWritable(c) ? c : ' ');
        }
        return quoted.append(found.length() > LONGEST ? "…'" : "'").toString();
    }

    // A message is one line, and must carry nothing out of a file that controls a terminal or turns the text round.
    private static boolean isWritable(char c) {
        return !Character.isISOControl(c) && c != 0x2028 && c != 0x2029 && c != 0x200E && c != 0x200F
                && (c < 0x202A || c > 0x202E) && (c < 0x2066 || c > 0x2069);
    }
}
