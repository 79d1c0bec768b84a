package dev.concierge.platform.address;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.Normalizer2;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The address of a mailbox, as mail servers of the internet take it: RFC 5321 with the lengths of its section 4.5.3.1,
 * internationalized by RFC 6531 and RFC 5891. Of what the grammar allows besides, nothing is read: quoted local parts,
 * comments, folded blanks, addresses of hosts in brackets, domains of one label.
 *
 * @param local before the {@code @}, in normal form C
 * @param domain after it, in ASCII (punycode) and lower case
 */
public record EmailAddress(String local, String domain) {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;

    private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\\-\\x{80}-\\x{10FFFF}]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final IDNA NAMES = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO);

    /** Letters left and right of two hyphens are reserved, yet registered and in use. */
    private static final Set<IDNA.Error> HARMLESS = EnumSet.of(IDNA.Error.HYPHEN_3_4);

    /** @throws IllegalArgumentException which says what is wrong, as in <i>value (expected: …)</i> */
    public static EmailAddress of(String text) {
        checkVisible(text);
        int at = text.indexOf('@');
        if (at < 0 || at != text.lastIndexOf('@')) {
            throw new IllegalArgumentException("an address (expected: one @)");
        }
        String local = local(text.substring(0, at));
        String domain = domain(text.substring(at + 1));
        if (bytes(local) + 1 + domain.length() > LONGEST) {
            throw new IllegalArgumentException("a long address (expected: at most " + LONGEST + " bytes)");
        }
        return new EmailAddress(local, domain);
    }

    /** The same for every way of writing the same mailbox; which servers that tell {@code A} from {@code a} are ignored. */
    public String key() {
        return Normalizer2.getNFKCCasefoldInstance().normalize(local) + "@" + domain;
    }

    /** As mail is sent to it. */
    public String text() {
        return local + "@" + domain;
    }

    /** Whether only servers that offer SMTPUTF8 (RFC 6531) take mail to it. */
    public boolean needsUtf8() {
        return bytes(local) != local.length();
    }

    private static String local(String written) {
        String local = Normalizer2.getNFCInstance().normalize(written);
        if (bytes(local) > LONGEST_LOCAL) {
            throw new IllegalArgumentException("a long local part (expected: at most 64 bytes before the @)");
        }
        if (!LOCAL.matcher(local).matches() || local.startsWith(".") || local.endsWith(".") || local.contains("..")) {
            throw new IllegalArgumentException(
                    "a local part (expected: letters, digits and !#$%&'*+/=?^_`{|}~- with single dots between)");
        }
        return local;
    }

    private static String domain(String written) {
        IDNA.Info info = new IDNA.Info();
        String domain =
                NAMES.nameToASCII(written, new StringBuilder(), info).toString().toLowerCase(Locale.ROOT);
        int top = domain.lastIndexOf('.');
        if (!HARMLESS.containsAll(info.getErrors())
                || top < 0
                || domain.endsWith(".")
                || DIGITS.matcher(domain.substring(top + 1)).matches()) {
            throw new IllegalArgumentException("a domain (expected: names of letters, digits and hyphens, at most 63"
                    + " characters each, with dots between)");
        }
        return domain;
    }

    /** What nobody sees is nobody's intention: it comes from a paste, and makes another mailbox of the same look. */
    private static void checkVisible(String text) {
        text.codePoints().filter(EmailAddress::isInvisible).findFirst().ifPresent(point -> {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "U+%04X (expected: no blank or invisible character)", point));
        });
    }

    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
        };
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
