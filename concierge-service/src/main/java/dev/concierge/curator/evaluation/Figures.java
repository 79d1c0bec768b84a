package dev.concierge.curator.evaluation;

/**
 * How good lists are, over the guests of whom something was held out.
 *
 * @param ndcg at 10: how high what was held out stands
 * @param recall at 20: how much of it is there at all
 * @param diversity how far apart the topics of the first 10 are, from 0 to 1
 * @param coverage the share of all items that anybody is shown among their first 10
 * @param shareOfTop the share of all places among first 10s that the 1 % of items shown most take
 * @param miscalibration how far the topics of the first 10 are from those the guest took
 */
public record Figures(
        int guests,
        double ndcg,
        double recall,
        double diversity,
        double coverage,
        double shareOfTop,
        double miscalibration) {}
