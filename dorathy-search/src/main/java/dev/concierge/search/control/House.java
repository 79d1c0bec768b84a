package dev.concierge.search.control;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.engine.Vocabulary;
import dev.concierge.search.text.TextAnalysis;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** What operators set, as every search goes by it: read by each pod every second, and as it was while the database is away. */
@Component
public final class House extends BackgroundLoop implements Wanting {
    private static final Logger log = LoggerFactory.getLogger(House.class);
    private static final Duration READ_EVERY = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Controls controls;
    private final TextAnalysis analysis = new TextAnalysis();
    private final Clock clock;
    private volatile List<Rule> rules = List.of();
    private volatile Vocabulary vocabulary = Vocabulary.NONE;

    House(Controls controls, Clock clock) {
        super("house", Workload.BACKGROUND::run, STOP);
        this.controls = controls;
        this.clock = clock;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public Wishes wishes(String question) {
        return wishes(question, rules);
    }

    /** As if this rule were set too. */
    public Wishes wishesWith(SetRule more, String question, UUID ruleId) {
        List<Rule> all = new ArrayList<>(rules);
        all.add(more.rule(ruleId, analysis));
        return wishes(question, all);
    }

    private Wishes wishes(String question, List<Rule> all) {
        if (all.isEmpty()) {
            return Wishes.NONE;
        }
        Instant now = clock.instant();
        String words = SetRule.words(question, analysis);
        List<Rule> here =
                all.stream().filter(rule -> rule.appliesTo(words, now)).toList();
        Map<DocumentKey, Double> points = new HashMap<>();
        here.forEach(rule -> {
            switch (rule.action()) {
                case PIN -> {
                    // placed, not weighed
                }
                case BOOST -> points.merge(rule.target(), rule.strength(), Double::sum);
                case BURY -> points.merge(rule.target(), -rule.strength(), Double::sum);
            }
        });
        return new Wishes(
                here.stream()
                        .filter(rule -> rule.action() == Rule.Action.PIN)
                        .sorted(Comparator.comparingInt(Rule::place).thenComparing(Rule::ruleId))
                        .map(Rule::target)
                        .distinct()
                        .toList(),
                points);
    }

    TextAnalysis analysis() {
        return analysis;
    }

    /** At once, for whoever has just changed something. */
    void read() {
        rules = controls.rules();
        vocabulary = controls.vocabulary();
    }

    @Override
    protected void turn(Loop loop) throws InterruptedException {
        try {
            read();
        } catch (DataAccessException away) {
            log.warn("What operators set cannot be read, searches go by what it was: {}", away.getMessage());
        }
        loop.rest(READ_EVERY);
    }
}
