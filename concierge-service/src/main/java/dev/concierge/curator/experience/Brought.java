package dev.concierge.curator.experience;

import dev.concierge.platform.problem.Checks;
import dev.concierge.platform.problem.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a guest's experience is made of: what comes with its request. What the business has already is not the guest's to
 * sell: a booking of it would close it for all that the business offers. Whether something is there already is known to
 * resource-service, which holds the same.
 */
final class Brought {
    private Brought() {}

    /** @param businessTypes those of resources that businesses alone keep */
    static void check(Checks checks, CreateExperience wanted, List<String> businessTypes) {
        CreateExperience.Resource resource = wanted.resource();
        Set<String> units =
                wanted.units().stream().map(CreateExperience.Unit::unitId).collect(Collectors.toSet());
        List<?> requires = list(resource.offer().get("requires"));
        for (int i = 0; i < requires.size(); i++) {
            List<?> some = requires.get(i) instanceof Map<?, ?> one ? list(one.get("anyOf")) : List.of();
            for (int j = 0; j < some.size(); j++) {
                Object unit = some.get(j);
                require(
                        checks,
                        unit instanceof String && units.contains(unit),
                        "/resource/offer/requires/" + i + "/anyOf/" + j,
                        unit,
                        "a unit that comes with the request");
            }
        }
        for (int i = 0; i < wanted.resources().size(); i++) {
            String type = wanted.resources().get(i).type();
            require(
                    checks,
                    businessTypes.stream().noneMatch(type::equalsIgnoreCase),
                    "/resource/resources/" + i + "/type",
                    type,
                    "none of " + String.join(", ", businessTypes) + ", which the business keeps itself");
        }
    }

    private static void require(
            Checks checks, boolean holds, String pointer, @Nullable Object value, String expectation) {
        checks.of(() -> {
            if (!holds) {
                throw new InvalidInput(pointer, value, expectation);
            }
            return value;
        });
    }

    /** What is no list is refused where the offer is made. */
    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
