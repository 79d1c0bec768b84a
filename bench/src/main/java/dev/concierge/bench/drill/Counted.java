package dev.concierge.bench.drill;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * What the ledgers of a drill say.
 *
 * @param lost accepted guests without a profile, a run, a mail or, where it was awaited, the run's exit
 * @param doubled guests with more than one registration, run or mail id
 * @param orderBreaks messages of a guest that came after one that follows them
 * @param acts of guests whose runs waited at a timer
 * @param wireDuplicates messages that stood on a topic twice with one id, and took effect once
 * @param mailsAgain mails that were sent twice with one Message-ID
 */
record Counted(
        int lost,
        int doubled,
        int orderBreaks,
        @JsonUnwrapped Acts.Outcome acts,
        int wireDuplicates,
        int mailsAgain) {}
