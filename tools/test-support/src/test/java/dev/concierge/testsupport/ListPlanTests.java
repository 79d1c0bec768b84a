package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListPlanTests {
    @Test
    void aPageFromAnIndexInItsOrderIsWhatIsWanted() {
        assertThat(faults("""
                Limit  (cost=0.15..8.20 rows=1 width=12)
                  ->  Index Scan Backward using help_requests_of_asker on help_requests h  (cost=0.15..8.2 rows=1 width=12)
                        Index Cond: ((asker = 'ada'::text) AND (request_id < 'f'::uuid))
                        Filter: (status = 'ASKED'::text)
                """)).isEmpty();
    }

    @Test
    void aTableThatIsReadWholeIsAFault() {
        String plan = """
                Limit  (cost=0.15..8.20 rows=1 width=12)
                  ->  Seq Scan on help_requests h  (cost=0.00..10.00 rows=1 width=12)
                        Filter: (asker = 'ada'::text)
                """;

        assertThat(faults(plan)).containsExactly("Seq Scan on help_requests h");
        assertThat(faults(plan.replace("Seq", "Parallel Seq"))).hasSize(1);
        assertThat(plan(plan).faults(Set.of("help_requests"))).isEmpty();
    }

    @Test
    void whatIsSortedIsAFault() {
        String plan = """
                Limit  (cost=8.20..8.20 rows=1 width=12)
                  ->  Sort  (cost=8.20..8.20 rows=1 width=12)
                        Sort Key: request_id DESC
                        ->  Index Scan using h on help_requests  (cost=0.15..8.2 rows=1 width=12)
                              Index Cond: (asker = 'ada'::text)
                """;

        assertThat(faults(plan)).containsExactly("Sort");
        assertThat(faults(plan.replace("->  Sort", "->  Incremental Sort"))).containsExactly("Incremental Sort");
        assertThat(faults(plan.replace("->  Sort", "->  Merge Append"))).isEmpty();
    }

    @Test
    void oneOfSeveralValuesMayBeLookedForOnTheWay() {
        assertThat(faults("""
                Limit  (cost=0.15..8.20 rows=1 width=12)
                  ->  Index Scan using dating_events_by_start on dating_events  (cost=0.15..8.2 rows=1 width=12)
                        Index Cond: (ROW(start_dttm, id) > ROW(now(), '0'::uuid))
                        Filter: (state_id = ANY ('{0,1}'::integer[]))
                """)).isEmpty();
    }

    @Test
    void anIndexWithoutAnyOfTheValuesThatAreWantedIsAFault() {
        assertThat(faults("""
                Limit  (cost=0.15..8.20 rows=1 width=12)
                  ->  Index Scan Backward using help_requests_pkey on help_requests  (cost=0.15..8.2 rows=1 width=12)
                        Index Cond: (request_id < 'f'::uuid)
                        Filter: (asker = 'ada'::text)
                """)).singleElement().asString().endsWith("Filter: (asker = 'ada'::text)");
    }

    @Test
    void whatBeginsSoIsFoundByAnIndexAndMayBeSortedThen() {
        String found = """
                Limit  (cost=8.20..8.20 rows=1 width=12)
                  ->  Sort  (cost=8.20..8.20 rows=1 width=12)
                        Sort Key: seq DESC
                        ->  Index Scan using audit_log_target on audit_log  (cost=0.15..8.2 rows=1 width=12)
                              Index Cond: ((target ~>=~ '/users'::text) AND (target ~<~ '/usert'::text))
                              Filter: (target ~~ '/users%'::text)
                """;
        String walked = """
                Limit  (cost=0.15..8.20 rows=1 width=12)
                  ->  Index Scan Backward using audit_log_pkey on audit_log  (cost=0.15..8.2 rows=1 width=12)
                        Index Cond: (seq < '7'::bigint)
                        Filter: (target ~~ '/users%'::text)
                """;

        assertThat(plan(found).faultsBesideSorting(Set.of())).isEmpty();
        assertThat(faults(found)).containsExactly("Sort");
        assertThat(plan(walked).faultsBesideSorting(Set.of())).hasSize(1);
        assertThat(plan(walked.replace("(target ~~ '/users%'::text)", "starts_with(target, '/users'::text)"))
                        .faultsBesideSorting(Set.of()))
                .hasSize(1);
    }

    private static List<String> faults(String lines) {
        return plan(lines).faults(Set.of());
    }

    private static ListPlan plan(String lines) {
        return new ListPlan("select", lines.lines().toList());
    }
}
