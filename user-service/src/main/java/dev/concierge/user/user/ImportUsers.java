package dev.concierge.user.user;

import dev.concierge.platform.address.EmailAddress;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.file.FileLines.Line;
import dev.concierge.platform.file.RefusedLine;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.input.Texts;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.problem.Problems;
import dev.concierge.user.alias.Aliases;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserVersions;
import dev.concierge.user.user.Imports.ImportView;
import dev.concierge.user.user.Imports.Key;
import dev.concierge.user.user.RegisterMany.Newcomer;
import jakarta.validation.ConstraintViolationException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Registers or changes the guests of a file, 500 lines a transaction, each with the progress it makes: whatever ends it,
 * the file is sent again and goes on where it was. A guest is known by externalId, else by e-mail address; of a known one
 * a line changes what it names.
 */
@Component
class ImportUsers {
    static final int STEP = 500;

    private final Imports imports;
    private final Users users;
    private final Aliases aliases;
    private final UserVersions versions;
    private final RegisterMany registerMany;
    private final ChangeUser changeUser;
    private final PatchUser patchUser;
    private final ContactRules rules;
    private final Problems problems;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    ImportUsers(
            Imports imports,
            Users users,
            Aliases aliases,
            UserVersions versions,
            RegisterMany registerMany,
            ChangeUser changeUser,
            PatchUser patchUser,
            ContactRules rules,
            Problems problems,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.imports = imports;
        this.users = users;
        this.aliases = aliases;
        this.versions = versions;
        this.registerMany = registerMany;
        this.changeUser = changeUser;
        this.patchUser = patchUser;
        this.rules = rules;
        this.problems = problems;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** Takes lines that follow one another; those that were taken before are passed over. */
    void take(Key key, List<Line> lines) {
        if (!lines.isEmpty()) {
            imports.begin(key, clock.instant());
        }
        for (List<Line> step : steps(lines)) {
            try {
                step(key, step);
            } catch (DataIntegrityViolationException | EmailTaken raced) {
                step.forEach(line -> alone(key, line)); // somebody registered with one of the addresses just now
            }
        }
    }

    private void alone(Key key, Line line) {
        try {
            step(key, List.of(line));
        } catch (DataIntegrityViolationException | EmailTaken taken) {
            transaction.executeWithoutResult(_ -> {
                ImportView view = imports.lock(key);
                if (view.linesDone() == line.number() - 1) {
                    List<FieldError> why =
                            List.of(new FieldError("/email", "expected: an address and ids that no other user has"));
                    imports.save(
                            key,
                            view.plus(1, 0, 0, 0, 1),
                            List.of(new RefusedLine(line.number(), why)),
                            clock.instant());
                }
            });
        }
    }

    /** A guest who comes twice is changed by the second line, so both are not in one step. */
    private static List<List<Line>> steps(List<Line> lines) {
        List<List<Line>> steps = new ArrayList<>();
        List<Line> step = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Line line : lines) {
            Set<String> own = namesIn(line);
            if (step.size() == STEP || own.stream().anyMatch(names::contains)) {
                steps.add(step);
                step = new ArrayList<>();
                names.clear();
            }
            step.add(line);
            names.addAll(own);
        }
        if (!step.isEmpty()) {
            steps.add(step);
        }
        return steps;
    }

    private static Set<String> namesIn(Line line) {
        Set<String> names = new HashSet<>();
        emailKey(line).ifPresent(names::add);
        externalId(line).ifPresent(id -> names.add("id " + id));
        return names;
    }

    private static Optional<String> emailKey(Line line) {
        try {
            String email = line.given().path("email").asString("");
            return email.isEmpty()
                    ? Optional.empty()
                    : Optional.of(EmailAddress.of(email.strip()).key());
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static Optional<String> externalId(Line line) {
        String id = line.given().path("externalId").asString("");
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    private void step(Key key, List<Line> lines) {
        transaction.executeWithoutResult(_ -> {
            ImportView before = imports.lock(key);
            List<Line> left = lines.stream()
                    .filter(line -> line.number() > before.linesDone())
                    .toList();
            if (!left.isEmpty()) {
                Instant now = clock.instant();
                Step step = new Step(now, known(left));
                left.forEach(step::take);
                registerMany.register(step.newcomers, now);
                imports.save(
                        key,
                        before.plus(
                                left.size(), step.newcomers.size(), step.changed, step.unchanged, step.refused.size()),
                        step.refused,
                        now);
            }
        });
    }

    /** Guests by the names in these lines, locked. */
    private record Known(Map<String, User> byEmail, Map<String, UserId> byExternalId, Map<UserId, User> byId) {}

    private Known known(List<Line> lines) {
        Map<String, UserId> named = aliases.owners(
                lines.stream().flatMap(line -> externalId(line).stream()).toList());
        Set<String> keys =
                lines.stream().flatMap(line -> emailKey(line).stream()).collect(Collectors.toSet());
        Set<UserId> found = new HashSet<>(named.values());
        users.findByEmailKeyIn(keys).forEach(user -> found.add(user.id()));
        versions.lock(found);
        Map<String, User> byEmail = new HashMap<>();
        Map<UserId, User> byId = new HashMap<>();
        users.findByIdValueInOrderByIdValue(found.stream().map(UserId::value).toList())
                .forEach(user -> {
                    byEmail.put(user.emailKey(), user);
                    byId.put(user.id(), user);
                });
        return new Known(byEmail, named, byId);
    }

    /** What a step comes to. */
    private final class Step {
        private final Instant now;
        private final Known known;
        private final List<Newcomer> newcomers = new ArrayList<>();
        private final List<RefusedLine> refused = new ArrayList<>();
        private int changed;
        private int unchanged;

        Step(Instant now, Known known) {
            this.now = now;
            this.known = known;
        }

        void take(Line line) {
            try {
                if (!(line.given() instanceof ObjectNode given)) {
                    throw new InvalidInput("", "expected: a JSON object with the fields of a guest");
                }
                ObjectNode fields = given.deepCopy();
                fields.remove("externalId");
                String externalId = externalId(line).map(ImportUsers::checked).orElse(null);
                User present = present(line, externalId);
                if (present == null) {
                    UserDetails details = rules.checked(patchUser.read(fields), null);
                    newcomers.add(new Newcomer(new User(new UserId(ids.next()), details, now), externalId));
                } else {
                    change(present, externalId, fields);
                }
            } catch (Fact | ConstraintViolationException wrong) {
                refused.add(RefusedLine.of(line.number(), problems.of(wrong).errors()));
            }
        }

        private @Nullable User present(Line line, @Nullable String externalId) {
            UserId named = externalId == null ? null : known.byExternalId().get(externalId);
            User byEmail = emailKey(line).map(key -> known.byEmail().get(key)).orElse(null);
            User byName = named == null ? null : known.byId().get(named);
            if (byName != null && byEmail != null && !byName.id().equals(byEmail.id())) {
                throw new InvalidInput("/email", "expected: an address that no other user has");
            }
            return byName == null ? byEmail : byName;
        }

        private void change(User present, @Nullable String externalId, ObjectNode fields) {
            UserDetails details = rules.checked(patchUser.patched(present.details(), fields), present.details());
            if (externalId != null && !known.byExternalId().containsKey(externalId)) {
                aliases.addExternal(Map.of(externalId, present.id()), now);
            }
            if (UserChanges.between(present.details(), details).isEmpty()) {
                unchanged++;
            } else {
                changeUser.change(present.id(), Precondition.NONE, _ -> details);
                changed++;
            }
        }
    }

    private static String checked(String externalId) {
        if (Texts.length(externalId) > 200 || externalId.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInput("/externalId", "expected: 1 to 200 characters, no control characters");
        }
        return externalId;
    }
}
