package dev.concierge.localstack.demo;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Made-up guests: the same seed gives the same people, the tag makes their addresses unique. */
final class Guests {
    private static final List<String> FIRST = List.of(
            "Ada", "Amélie", "Anjali", "Aylin", "Bruno", "Camila", "Chidi", "Clara", "Daniel", "Dmitri", "Elena",
            "Emeka", "Farah", "Felix", "Giulia", "Hana", "Hugo", "Ibrahim", "Ines", "Jonas", "Júlia", "Kaito", "Lars",
            "Leila", "Lucía", "Mateo", "Mei", "Milan", "Nadia", "Noah", "Olga", "Omar", "Priya", "Rafael", "Sofia",
            "Tariq", "Thandi", "Tomás", "Yara", "Zoë");
    private static final List<String> LAST = List.of(
            "Abara",
            "Almeida",
            "Andersson",
            "Bauer",
            "Bianchi",
            "Castillo",
            "Chen",
            "Costa",
            "Demir",
            "Dubois",
            "Eriksen",
            "Fischer",
            "García",
            "Haddad",
            "Horváth",
            "Ivanova",
            "Jansen",
            "Kapoor",
            "Khan",
            "Kowalska",
            "Laurent",
            "Lindqvist",
            "Moreau",
            "Müller",
            "Nakamura",
            "Ndlovu",
            "Novák",
            "Okafor",
            "Oliveira",
            "Papadopoulos",
            "Petrov",
            "Popescu",
            "Rossi",
            "Sato",
            "Schmidt",
            "Silva",
            "Tanaka",
            "Varga",
            "Weber",
            "Yilmaz");
    private static final List<String> CITIES =
            List.of("Lisbon", "Vienna", "Oslo", "Kyoto", "Lagos", "Toronto", "Valparaíso", "Kraków");
    private static final String DOMAIN = "demo.concierge.test";

    private Guests() {}

    static List<Guest> generate(int count, long seed, String tag) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return IntStream.range(0, count)
                .mapToObj(number -> guest(number, random, tag))
                .toList();
    }

    private static Guest guest(int number, RandomGenerator random, String tag) {
        String first = pick(FIRST, random);
        String last = pick(LAST, random);
        String email = ascii(first) + "." + ascii(last) + "." + tag + "-" + number + "@" + DOMAIN;
        String phone = String.format(Locale.ROOT, "+1555%07d", random.nextInt(10_000_000));
        return new Guest(first, last, email, phone, Map.of("city", pick(CITIES, random), "source", "demo"));
    }

    private static String pick(List<String> values, RandomGenerator random) {
        return values.get(random.nextInt(values.size()));
    }

    private static String ascii(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^\\p{ASCII}]", "")
                .toLowerCase(Locale.ROOT);
    }
}
