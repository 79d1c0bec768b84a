package dev.concierge.platform.input;

import java.math.BigDecimal;
import java.util.UUID;
import java.util.regex.Pattern;

/** Numbers that can be kept, and ids. */
public final class Numbers {
    public static final String FINITE = "a number from -1.8e308 to 1.8e308, and not nearer to 0 than 4.9e-324";
    public static final String WHOLE = "a whole number";
    public static final String EXACT = "a number of at most 1000 digits";
    public static final String ID = "a UUID";

    private static final int DIGITS = 1000;
    /** Java's own reader takes NaN, hexadecimals, blanks and the letter of a type as well. */
    private static final Pattern JSON = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

    private static final Pattern DIGITS_ALONE = Pattern.compile("-?\\d{1,19}");
    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Numbers() {}

    /**
     * A fraction as every JSON reader sees it, to the nearest double (RFC 8259, 6).
     *
     * @param written as JSON
     * @throws Refused when it is no number of JSON, or nothing near it can be kept: it would become infinite, or 0 without
     *     being it
     */
    public static double finite(String written) {
        double number = JSON.matcher(written).matches() ? Double.parseDouble(written) : Double.NaN;
        if (!Double.isFinite(number) || (number == 0 && !isZero(written))) {
            throw new Refused(written, FINITE);
        }
        return number;
    }

    private static boolean isZero(String written) {
        int exponent = Math.max(written.indexOf('e'), written.indexOf('E'));
        String mantissa = exponent < 0 ? written : written.substring(0, exponent);
        return mantissa.chars().noneMatch(digit -> digit >= '1' && digit <= '9');
    }

    /** @throws Refused when it would be longer than {@value #DIGITS} digits, written out */
    public static BigDecimal exact(BigDecimal number) {
        if (Math.abs((long) number.scale()) > DIGITS || (long) number.precision() - number.scale() > DIGITS) {
            throw new Refused(number.toString(), EXACT);
        }
        return number;
    }

    /** @throws Refused unless it is decimal digits within the bounds */
    public static long whole(String text, long least, long most) {
        try {
            if (DIGITS_ALONE.matcher(text).matches()) {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                    return number;
                }
            }
        } catch (NumberFormatException tooLarge) {
            // the same answer as for any other text
        }
        throw new Refused(text, WHOLE);
    }

    /** @throws Refused unless it is a whole number from 0 */
    public static long count(String text) {
        return whole(text, 0, Long.MAX_VALUE);
    }

    /** @throws Refused unless it has its five groups of full length */
    public static UUID uuid(String text) {
        if (CANONICAL.matcher(text).matches()) {
            return UUID.fromString(text);
        }
        throw new Refused(text, ID);
    }
}
