package dev.concierge.curator.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What is learned from, and what is held out to judge by. */
record Split(Taken learned, List<Taken.One> held) {
    /** Of every guest a random share is held out. */
    static Split random(Taken taken, double share, long seed) {
        Random random = new Random(seed);
        return ofEachGuest(taken, share, entries -> Collections.shuffle(entries, random));
    }

    /** Of every guest what they took last is held out. */
    static Split latestOfEachGuest(Taken taken, double share) {
        return ofEachGuest(taken, share, entries -> entries.sort(Comparator.comparingLong(Taken.One::time)));
    }

    /** What anybody took after one moment is held out: only what was known by then is learned from. */
    static Split latest(Taken taken, double share) {
        List<Taken.One> entries = new ArrayList<>(taken.entries());
        entries.sort(Comparator.comparingLong(Taken.One::time));
        int end = learnedOf(entries.size(), share);
        return new Split(
                taken.with(List.copyOf(entries.subList(0, end))), List.copyOf(entries.subList(end, entries.size())));
    }

    private static Split ofEachGuest(Taken taken, double share, Consumer<List<Taken.One>> order) {
        List<Taken.One> learned = new ArrayList<>();
        List<Taken.One> held = new ArrayList<>();
        taken.entries().stream()
                .collect(Collectors.groupingBy(Taken.One::guest, TreeMap::new, Collectors.toCollection(ArrayList::new)))
                .values()
                .forEach(entries -> {
                    order.accept(entries);
                    int end = learnedOf(entries.size(), share);
                    learned.addAll(entries.subList(0, end));
                    held.addAll(entries.subList(end, entries.size()));
                });
        return new Split(taken.with(learned), held);
    }

    private static int learnedOf(int size, double share) {
        return (int) Math.round(size * (1 - share));
    }
}
