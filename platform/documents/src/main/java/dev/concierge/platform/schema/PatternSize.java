package dev.concierge.platform.schema;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many states a pattern asks for, told from its text. RE2/J writes repetitions out before it says how many there were, and
 * a few nested ones fill any heap: whoever compiles a tenant's pattern asks here first.
 */
final class PatternSize {
    /** RE2/J walks groups by recursion. */
    private static final int MOST_GROUPS_IN_GROUPS = 100;

    private static final int MOST_DIGITS = 5;
    private static final long ENDLESS = Long.MAX_VALUE / 1_000_000;
    /** What a class of all letters weighs in memory, in states. */
    private static final int UNICODE_CLASS = 50;

    private final String pattern;
    private final Deque<Long> around = new ArrayDeque<>();
    private int at;
    private long before;
    private long last;
    private long classes;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    /** At least about as many as there will be; far more than anybody needs where there is no end. */
    static long of(String pattern) {
        return new PatternSize(pattern).size();
    }

    private long size() {
        while (at < pattern.length()) {
            char next = pattern.charAt(at++);
            switch (next) {
                case '\\' -> escape();
                case '[' -> characterClass();
                case '(' -> {
                    around.push(sum());
                    before = 0;
                    last = 0;
                }
                case ')' -> {
                    long group = sum() + 2;
                    before = around.isEmpty() ? 0 : around.pop();
                    last = group;
                }
                case '|' -> atom(1);
                case '*', '+', '?' -> last = bounded(last + 1);
                case '{' -> repetition();
                default -> atom(1);
            }
            if (around.size() > MOST_GROUPS_IN_GROUPS || sum() >= ENDLESS) {
                return ENDLESS;
            }
        }
        long open = around.stream().mapToLong(Long::longValue).sum();
        return bounded(open + sum() + classes * UNICODE_CLASS);
    }

    private void atom(long size) {
        before = sum();
        last = size;
    }

    private long sum() {
        return bounded(before + last);
    }

    private static long bounded(long size) {
        return Math.min(size, ENDLESS);
    }

    private void escape() {
        char what = at < pattern.length() ? pattern.charAt(at++) : ' ';
        if (what == 'Q') {
            int end = pattern.indexOf("\\E", at);
            int to = end < 0 ? pattern.length() : end;
            atom(to - at);
            at = end < 0 ? to : to + 2;
            return;
        }
        if (what == 'p' || what == 'P') {
            classes++;
        }
        if (at < pattern.length() && pattern.charAt(at) == '{' && (what == 'p' || what == 'P' || what == 'x')) {
            int end = pattern.indexOf('}', at);
            at = end < 0 ? pattern.length() : end + 1;
        }
        atom(1);
    }

    private void characterClass() {
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            at++;
        }
        int first = at;
        while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
            if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at + 2) > 0) {
                at = pattern.indexOf(":]", at + 2) + 2;
            } else if (pattern.charAt(at) == '\\') {
                if (pattern.startsWith("p", at + 1) || pattern.startsWith("P", at + 1)) {
                    classes++;
                }
                at += 2;
            } else {
                at++;
            }
        }
        at = Math.min(at + 1, pattern.length());
        atom(1);
    }

    /** {@code {2}}, {@code {2,}} or {@code {2,5}}; anything else is text. */
    private void repetition() {
        int end = pattern.indexOf('}', at);
        String[] times = end < 0 ? new String[0] : pattern.substring(at, end).split(",", -1);
        if (times.length == 0 || times.length > 2 || !isNumber(times[0])) {
            atom(1);
            return;
        }
        at = end + 1;
        long least = Long.parseLong(times[0]);
        long most = times.length == 2 && isNumber(times[1]) ? Long.parseLong(times[1]) : least + 1;
        last = bounded(last * Math.max(1, Math.max(least, most)) + 1);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(sign -> sign >= '0' && sign <= '9');
    }
}
