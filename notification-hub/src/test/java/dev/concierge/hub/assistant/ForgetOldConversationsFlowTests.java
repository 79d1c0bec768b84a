package dev.concierge.hub.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.hub.HubFlow;
import dev.concierge.testsupport.TestTokens;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class ForgetOldConversationsFlowTests extends HubFlow {
    private final String userId = UUID.randomUUID().toString();

    @Autowired
    private ForgetOldConversations forget;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void whatWasSaidIsForgottenWithItsAnswerAndThenTheConversation() {
        UUID old = conversation(100);
        UUID first = said(old, 91, "ended");
        kept(first);
        UUID mixed = conversation(100);
        said(mixed, 91, "ended");
        UUID recent = said(mixed, 89, "ended");
        kept(recent);

        forget.run();

        assertThat(count("conversation_message", "conversation_id", old)).isZero();
        assertThat(count("answer_part", "message_id", first)).isZero();
        assertThat(count("conversation", "conversation_id", old)).isZero();
        assertThat(count("conversation_message", "conversation_id", mixed)).isOne();
        assertThat(count("answer_part", "message_id", recent)).isOne();
        assertThat(count("conversation", "conversation_id", mixed)).isOne();
    }

    @Test
    void moreThanOneSliceIsForgotten() {
        UUID old = conversation(100);
        jdbc.sql("""
                INSERT INTO conversation_message (message_id, conversation_id, content, state, said_at, due_at)
                SELECT gen_random_uuid(), ?, '?', 'ended', now() - interval '91 days', now() - interval '91 days'
                FROM generate_series(1, 2500)""").param(old).update();

        forget.run();

        assertThat(count("conversation_message", "conversation_id", old)).isZero();
    }

    @Test
    void whatStillWaitsForItsAnswerStays() {
        UUID old = conversation(100);
        UUID waiting = said(old, 91, "sent");

        forget.run();

        assertThat(count("conversation_message", "message_id", waiting)).isOne();
    }

    @Test
    void aConversationThatIsForgottenGoesOnWhenSomethingIsSaidInIt() {
        UUID old = conversation(100);
        forget.run();
        assertThat(count("conversation", "conversation_id", old)).isZero();

        assertThat(post(
                                "/api/messages",
                                TestTokens.guest(userId),
                                "{\"userId\":\"" + userId + "\",\"conversationId\":\"" + old
                                        + "\",\"content\":\"Back.\"}")
                        .statusCode())
                .isEqualTo(202);

        assertThat(count("conversation_message", "conversation_id", old)).isOne();
    }

    @Test
    void daysOfCountedMessagesAreForgotten() {
        jdbc.sql("""
                INSERT INTO guest_said SELECT ?, (now() AT TIME ZONE 'UTC')::date - ago, 1
                FROM unnest('{0, 89, 91}'::int[]) AS ago""").param(userId).update();

        forget.run();

        assertThat(jdbc.sql("SELECT count(*) FROM guest_said WHERE user_id = ?")
                        .param(userId)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void nothingIsForgottenWhileItMayComeAgain() {
        assertThatThrownBy(() -> new AssistantSettings(Duration.ofSeconds(60), 1000, Duration.ofDays(7)))
                .hasMessage("concierge.hub.assistant.kept: PT168H (expected: at least PT192H)");
    }

    private UUID conversation(int daysAgo) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO conversation (conversation_id, user_id, created_at)
                VALUES (?, ?, now() - ? * interval '1 day')""").params(id, userId, daysAgo).update();
        return id;
    }

    private UUID said(UUID conversation, int daysAgo, String state) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO conversation_message (message_id, conversation_id, content, state, said_at, due_at)
                VALUES (?, ?, '?', ?, now() - ? * interval '1 day', now() + interval '1 day')""").params(id, conversation, state, daysAgo).update();
        return id;
    }

    private void kept(UUID message) {
        jdbc.sql("INSERT INTO answer_part (message_id, index, kind, content) VALUES (?, 1, 'DELTA', '\"x\"')")
                .param(message)
                .update();
    }

    private long count(String table, String column, UUID id) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE " + column + " = ?")
                .param(id)
                .query(Long.class)
                .single();
    }
}
