package dev.concierge.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Published samples of other tools, expressed in ours: the marketing ones as their vendors' guides describe them, the
 * others after the examples of serverlessworkflow/specification ({@code ctk/examples}, {@code examples/README.md}).
 */
class SampleTests {
    private static String mail(String next) {
        return "{'type': 'notification', 'channels': ['email'], 'category': 'marketing', 'content': {'text': 'x'},"
                + " 'next': '" + next + "'}";
    }

    /** "Wait until an event happens that updates a workflow": the cart's own order ends it, reminders are two. */
    private static final String CART = """
            'start': {'type': 'wait', 'events': [{'event': 'order_placed', 'key': 'cart'}], 'timeout': 'PT1H',
                      'next': {'done': 'bought', 'timeout': 'first'}},
            'first': %s,
            'a-day': {'type': 'wait', 'events': [{'event': 'order_placed', 'key': 'cart'}], 'timeout': 'P1D',
                      'next': {'done': 'bought', 'timeout': 'second'}},
            'second': %s,
            'late': {'type': 'exit', 'reason': 'late'}, 'bought': {'type': 'exit', 'reason': 'bought'}""".formatted(mail("a-day"), mail("late"));

    @Test
    void anAbandonedCartIsRemindedTwiceUnlessItIsBought() {
        Walked lost = new Walked(CART).enters("{}", "c").elapses().elapses();
        assertThat(lost.reason()).isEqualTo("late");
        assertThat(lost.effects(Effect.Notify.class)).hasSize(2);

        Walked bought = new Walked(CART).enters("{}", "c").elapses().happens("order_placed", "{'cart': 'c'}");
        assertThat(bought.reason()).isEqualTo("bought");
        assertThat(bought.effects(Effect.Notify.class)).hasSize(1);
    }

    private static final String ONBOARDING = """
            'start': %s,
            'three-days': {'type': 'timer', 'delay': 'P3D', 'next': 'set-up'},
            'set-up': {'type': 'condition', 'when': {'type': 'event', 'event': 'profile_completed'},
                       'next': {'yes': 'tips', 'no': 'nudge'}},
            'nudge': %s,
            'tips': %s,
            'late': {'type': 'exit', 'reason': 'late'}""".formatted(mail("three-days"), mail("tips"), mail("late"));

    @Test
    void onboardingNudgesWhoHasNotSetUp() {
        Walked diligent =
                new Walked(ONBOARDING).enters("{}").happens("profile_completed").elapses();
        assertThat(diligent.effects(Effect.Notify.class))
                .extracting(notify -> notify.node().value())
                .containsExactly("start", "tips");

        Walked slow = new Walked(ONBOARDING).enters("{}").elapses();
        assertThat(slow.effects(Effect.Notify.class))
                .extracting(notify -> notify.node().value())
                .containsExactly("start", "nudge", "tips");
    }

    @Test
    void winBackEndsOnThePurchaseItself() {
        Walked run = new Walked("'exitRules': [{'on': 'purchase', 'reason': 'won'}],", """
                'start': %s, 'wait': {'type': 'timer', 'delay': 'P30D', 'next': 'late'},
                'late': {'type': 'exit', 'reason': 'lost'}""".formatted(mail("wait")))
                .enters("{}")
                .passes("P3D")
                .happens("purchase");

        assertThat(run.reason()).isEqualTo("won");
        assertThat(run.timers()).containsExactly(new TimerChange.Cancel(2));
    }

    /** Submit a job, look after a while until it has succeeded or failed (bounded here: an endless poll is no journey). */
    @Test
    void monitorJobPollsUntilTheJobIsDone() {
        Walked run = new Walked("""
                'start': {'type': 'http', 'method': 'post', 'url': 'https://jobs.example/jobs', 'map': {'jobId': '/id'},
                          'next': {'ok': 'pause', 'failed': 'late'}},
                'pause': {'type': 'timer', 'delay': 'PT5S', 'next': 'look'},
                'look': {'type': 'http', 'method': 'get', 'url': 'https://jobs.example/jobs/{{memory.jobId}}',
                         'map': {'status': '/status'}, 'next': {'ok': 'done', 'failed': 'late'}},
                'done': {'type': 'condition', 'next': {'yes': 'bought', 'no': 'failed'},
                         'when': {'type': 'attribute', 'of': 'memory', 'name': 'status', 'is': 'eq', 'value': 'SUCCEEDED'}},
                'failed': {'type': 'condition', 'next': {'yes': 'late', 'no': 'again'},
                           'when': {'type': 'attribute', 'of': 'memory', 'name': 'status', 'is': 'eq', 'value': 'FAILED'}},
                'again': {'type': 'goto', 'to': 'pause', 'atMost': 100, 'next': 'late'},
                'bought': {'type': 'exit', 'reason': 'succeeded'}, 'late': {'type': 'exit', 'reason': 'failed'}""")
                .enters("{}")
                .isAnswered(true, "{'jobId': 'j 7'}")
                .elapses()
                .isAnswered(true, "{'status': 'RUNNING'}");

        assertThat(run.nodes()).containsExactly("pause");
        assertThat(run.effects(Effect.Call.class).getLast().call().url()).isEqualTo("https://jobs.example/jobs/j%207");
        assertThat(run.elapses().isAnswered(true, "{'status': 'SUCCEEDED'}").reason())
                .isEqualTo("succeeded");
    }

    private static final String PURCHASE = """
            'start': {'type': 'parallel', 'branches': ['confirmed', 'deadline'], 'join': 'met'},
            'confirmed': {'type': 'wait', 'events': [{'event': 'OrderConfirmed', 'key': 'orderId'}], 'timeout': 'P30D',
                          'next': {'done': 'shipped'}},
            'shipped': {'type': 'wait', 'events': [{'event': 'ShipmentSent', 'key': 'orderId'}], 'timeout': 'P30D',
                        'next': {'done': 'delivered'}},
            'delivered': {'type': 'wait', 'events': [{'event': 'OrderDelivered', 'key': 'orderId'}], 'timeout': 'P30D',
                          'next': {'done': 'met'}},
            'deadline': {'type': 'timer', 'delay': 'P30D', 'next': 'late'},
            'met': {'type': 'join', 'for': 'any', 'next': 'bought'},
            'late': {'type': 'stop', 'journeyId': 'purchase', 'next': 'cancelled'},
            'cancelled': {'type': 'exit', 'reason': 'cancelled'},
            'bought': {'type': 'exit', 'reason': 'finished'}""";

    /** An order is confirmed, sent and delivered, in this order, or cancelled when thirty days have passed. */
    @Test
    void aPurchaseOrderHasADeadline() {
        Walked finished = new Walked(PURCHASE)
                .enters("{}", "o-1")
                .happens("OrderConfirmed", "{'orderId': 'o-1'}")
                .happens("ShipmentSent", "{'orderId': 'o-2'}")
                .happens("ShipmentSent", "{'orderId': 'o-1'}")
                .happens("OrderDelivered", "{'orderId': 'o-1'}");
        assertThat(finished.reason()).isEqualTo("finished");

        Walked late = new Walked(PURCHASE).enters("{}", "o-1").happens("OrderConfirmed", "{'orderId': 'o-1'}");
        while (late.nodes().contains("deadline")) {
            late.elapses();
        }
        assertThat(late.reason()).isEqualTo("cancelled");
    }
}
