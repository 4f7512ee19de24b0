package dev.poolscope.app.fx;

/**
 * A colour as eyes see it. Lightness and opponents after CIE L*a*b* (D65), the difference of two colours after CIEDE2000
 * (Sharma, Wu, Dalal 2005), dichromats simulated after Machado, Oliveira and Fernandes (2009, severity 1), contrast after WCAG.
 */
public record StateColor(double red, double green, double blue) {

    public enum Vision {
        NORMAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
        PROTAN(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
        DEUTAN(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
        TRITAN(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

        @SuppressWarnings("ImmutableEnumChecker") // never written to
        private final double[] matrix;

        Vision(double... matrix) {
            this.matrix = matrix;
        }

        private double row(int row, StateColor of) {
            double sum = matrix[3 * row] * of.red + matrix[3 * row + 1] * of.green + matrix[3 * row + 2] * of.blue;
            return Math.clamp(sum, 0, 1);
        }
    }

    /** From {@code #rrggbb}; the record holds linear light. */
    public static StateColor of(String hex) {
        int rgb = Integer.parseInt(hex.substring(1), 16);
        return new StateColor(linear(rgb >> 16), linear(rgb >> 8 & 0xff), linear(rgb & 0xff));
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    StateColor seenWith(Vision vision) {
        return new StateColor(vision.row(0, this), vision.row(1, this), vision.row(2, this));
    }

    public double contrastTo(StateColor other) {
        double brighter = Math.max(luminance(), other.luminance());
        double darker = Math.min(luminance(), other.luminance());
        return (brighter + 0.05) / (darker + 0.05);
    }

    private double luminance() {
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    private double[] lab() {
        double x = curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
        double y = curve(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue);
        double z = curve((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883);
        return new double[]{116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double curve(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    double differenceTo(StateColor other) {
        double[] one = lab();
        double[] two = other.lab();
        double meanChroma = (Math.hypot(one[1], one[2]) + Math.hypot(two[1], two[2])) / 2;
        double g = 0.5 * (1 - Math.sqrt(share(meanChroma)));
        double a1 = (1 + g) * one[1];
        double a2 = (1 + g) * two[1];
        double c1 = Math.hypot(a1, one[2]);
        double c2 = Math.hypot(a2, two[2]);
        double h1 = hue(a1, one[2]);
        double h2 = hue(a2, two[2]);
        double turn = c1 * c2 == 0 ? 0 : Math.IEEEremainder(h2 - h1, 360);
        double hueDifference = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(turn / 2));
        double meanHue = c1 * c2 == 0 ? h1 + h2 : h1 + turn / 2;
        double lightness = (one[0] + two[0]) / 2 - 50;
        double chroma = (c1 + c2) / 2;
        double t = 1 - 0.17 * cos(meanHue - 30) + 0.24 * cos(2 * meanHue) + 0.32 * cos(3 * meanHue + 6)
                - 0.20 * cos(4 * meanHue - 63);
        double l = (two[0] - one[0]) / (1 + 0.015 * lightness * lightness / Math.sqrt(20 + lightness * lightness));
        double c = (c2 - c1) / (1 + 0.045 * chroma);
        double h = hueDifference / (1 + 0.015 * chroma * t);
        double around = (Math.floorMod(Math.round(meanHue * 1000), 360_000L) / 1000.0 - 275) / 25;
        double rotation = -Math.sin(Math.toRadians(60 * Math.exp(-around * around))) * 2 * Math.sqrt(share(chroma));
        return Math.sqrt(l * l + c * c + h * h + rotation * c * h);
    }

    private static double share(double chroma) {
        double power = Math.pow(chroma, 7);
        return power / (power + Math.pow(25, 7));
    }

    private static double hue(double a, double b) {
        return a == 0 && b == 0 ? 0 : (Math.toDegrees(Math.atan2(b, a)) + 360) % 360;
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }
}
