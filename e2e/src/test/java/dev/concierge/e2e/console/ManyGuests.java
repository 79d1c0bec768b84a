package dev.concierge.e2e.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pages of a list of guests as user-service would answer them, of so many. */
record ManyGuests(int count) {
    /** Scrolls to the end of the table until all of it was read; answers how many rows were drawn at most. */
    static final String TO_THE_END = """
            async () => {
              const table = document.querySelector('[role=region][aria-label=Guests]');
              let most = 0;
              while (document.querySelector('.table-tools [role=status]').textContent.includes('+')) {
                table.scrollTop = table.scrollHeight;
                await new Promise(requestAnimationFrame);
                most = Math.max(most, table.querySelectorAll('tbody tr').length);
              }
              table.scrollTop = table.scrollHeight;
              return most;
            }""";

    private static final Pattern LIMIT = Pattern.compile("[?&]limit=(\\d+)");
    private static final Pattern CURSOR = Pattern.compile("[?&]cursor=(\\d+)");

    /** @param address of the page that is asked for; the cursor is the number of its first guest */
    String page(String address) {
        int from = number(CURSOR, address, 0);
        int until = Math.min(count, from + number(LIMIT, address, 50));
        String guests = IntStream.range(from, until).mapToObj("""
                        {"userId": "00000000-0000-7000-8000-%1$012d", "firstName": "Guest", "lastName": "Number%1$d", "email": "guest%1$d@example.org", "isActive": true, "registeredAt": "2026-11-29T08:00:00Z"}"""::formatted).collect(Collectors.joining(","));
        return "{\"items\": [" + guests + "]" + (until < count ? ", \"next\": \"" + until + "\"" : "") + "}";
    }

    private static int number(Pattern pattern, String address, int otherwise) {
        Matcher found = pattern.matcher(address);
        return found.find() ? Integer.parseInt(found.group(1)) : otherwise;
    }
}
