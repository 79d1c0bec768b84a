package dev.concierge.bench.drill;

import java.util.Map;

/**
 * What a drill found, printed as its last line.
 *
 * @param accepted guests that were answered 2xx
 * @param lost accepted guests without a profile, a run or a mail
 * @param doubled guests with more than one profile, run or mail id
 * @param orderBreaks messages of a guest that came after one that follows them
 * @param wireDuplicates messages that stood on a topic twice with one id, and took effect once
 * @param mailsAgain mails that were sent twice with one Message-ID
 */
record Verdict(
        String drill,
        long seed,
        int accepted,
        int kills,
        int lost,
        int doubled,
        int orderBreaks,
        int wireDuplicates,
        int mailsAgain,
        Map<String, Double> recoverySeconds,
        double seconds) {
    boolean passed(int guests) {
        return accepted == guests && lost == 0 && doubled == 0 && orderBreaks == 0;
    }
}
