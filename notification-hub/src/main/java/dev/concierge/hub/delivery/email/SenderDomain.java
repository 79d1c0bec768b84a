package dev.concierge.hub.delivery.email;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Whether a domain's records let receivers believe that a mail is from whom it says: SPF, DKIM and DMARC. */
final class SenderDomain {
    private final Resolver resolver;

    SenderDomain(Resolver resolver) {
        this.resolver = resolver;
    }

    /** What a record is like. */
    enum Verdict {
        GOOD,
        WEAK,
        MISSING,
        UNKNOWN
    }

    /**
     * @param name at which it is looked for
     * @param found as it stands in the DNS; null for none
     * @param advice what to do; null where it is good
     */
    record Finding(
            String check,
            String name,
            Verdict verdict,
            @Nullable String found,
            @Nullable String advice) {}

    /** @param selectors of the keys that mails are signed with, such as {@code mail} for {@code mail._domainkey} */
    List<Finding> check(String domain, List<String> selectors) throws IOException {
        List<Finding> findings = new ArrayList<>();
        findings.add(find("spf", domain, "v=spf1", SenderDomain::spf));
        for (String selector : selectors) {
            findings.add(find("dkim", selector + "._domainkey." + domain, "p=", SenderDomain::dkim));
        }
        findings.add(find("dmarc", "_dmarc." + domain, "v=DMARC1", SenderDomain::dmarc));
        return findings;
    }

    private interface Rule {
        /** Null where it is good. */
        @Nullable
        String advice(String found);
    }

    private Finding find(String check, String name, String mark, Rule rule) throws IOException {
        List<String> found;
        try {
            found = texts(name).stream()
                    .filter(text -> text.toLowerCase(Locale.ROOT).contains(mark.toLowerCase(Locale.ROOT)))
                    .toList();
        } catch (TextParseException noName) {
            return new Finding(check, name, Verdict.UNKNOWN, null, "not a name of the DNS");
        }
        if (found.isEmpty()) {
            return new Finding(check, name, Verdict.MISSING, null, "publish a TXT record with " + mark);
        }
        if (found.size() > 1) {
            return new Finding(check, name, Verdict.WEAK, String.join(" | ", found), "keep one of these records");
        }
        String advice = rule.advice(found.getFirst());
        return new Finding(check, name, advice == null ? Verdict.GOOD : Verdict.WEAK, found.getFirst(), advice);
    }

    private static @Nullable String spf(String found) {
        return found.endsWith("-all") || found.endsWith("~all") || found.contains("redirect=")
                ? null
                : "end it with -all or ~all: as it is, everybody may send";
    }

    private static @Nullable String dkim(String found) {
        return found.matches(".*p=\\s*(;.*)?") ? "the key is revoked: publish one" : null;
    }

    private static @Nullable String dmarc(String found) {
        return found.replace(" ", "").contains("p=none")
                ? "raise p=none to quarantine or reject once the reports are clean"
                : null;
    }

    private List<String> texts(String name) throws IOException {
        Record question = Record.newRecord(Name.fromString(name, Name.root), Type.TXT, DClass.IN);
        Message answer = resolver.send(Message.newQuery(question));
        return answer.getSection(Section.ANSWER).stream()
                .filter(TXTRecord.class::isInstance)
                .map(record -> String.join("", ((TXTRecord) record).getStrings()))
                .toList();
    }
}
