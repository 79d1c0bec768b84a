package dev.concierge.resource.price;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Amounts that are divided without a rest: the parts are the whole. */
public final class Amounts {
    private Amounts() {}

    /** In proportion to the weights; what rounding down leaves goes one each to who lost most by it, the first first. */
    static List<Long> split(long amount, List<Long> weights) {
        long all = weights.stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return weights.stream().map(_ -> 0L).toList();
        }
        List<Long> parts = new ArrayList<>();
        List<Long> lost = new ArrayList<>();
        for (long weight : weights) {
            BigInteger[] divided = BigInteger.valueOf(amount)
                    .multiply(BigInteger.valueOf(weight))
                    .divideAndRemainder(BigInteger.valueOf(all));
            parts.add(divided[0].longValueExact());
            lost.add(divided[1].longValueExact());
        }
        long left = amount - parts.stream().mapToLong(Long::longValue).sum();
        IntStream.range(0, weights.size())
                .boxed()
                .sorted(Comparator.comparing((Integer part) -> lost.get(part)).reversed())
                .limit(left)
                .forEach(part -> parts.set(part, parts.get(part) + 1));
        return parts;
    }

    /** So many basis points of it, rounded down; the rest of it is kept. */
    public static long portion(long amount, int basisPoints) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(basisPoints))
                .divide(BigInteger.valueOf(10_000))
                .longValueExact();
    }
}
