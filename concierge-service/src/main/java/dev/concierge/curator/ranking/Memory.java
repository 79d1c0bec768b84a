package dev.concierge.curator.ranking;

import java.lang.foreign.MemorySegment;

/** Numbers as little-endian bytes of the heap, as they stand in a file. */
final class Memory {
    private Memory() {}

    static MemorySegment of(float[] numbers) {
        MemorySegment segment = MemorySegment.ofArray(new byte[Math.multiplyExact(numbers.length, Float.BYTES)]);
        for (int i = 0; i < numbers.length; i++) {
            segment.set(ItemWeights.FLOAT, (long) i * Float.BYTES, numbers[i]);
        }
        return segment;
    }

    static MemorySegment of(int[] numbers) {
        MemorySegment segment = MemorySegment.ofArray(new byte[Math.multiplyExact(numbers.length, Integer.BYTES)]);
        for (int i = 0; i < numbers.length; i++) {
            segment.set(ItemWeights.INT, (long) i * Integer.BYTES, numbers[i]);
        }
        return segment;
    }
}
