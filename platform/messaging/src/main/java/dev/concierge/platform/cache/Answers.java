package dev.concierge.platform.cache;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One kind of answers of another service.
 *
 * @param ask asks for several at once; what it does not answer is not there
 * @param key whom or what an answer is about
 * @param version rises with every change of what is answered, and is told with the news of the change
 */
public record Answers<V>(
        Class<V> type, Function<List<String>, List<V>> ask, Function<V, String> key, ToLongFunction<V> version) {}
