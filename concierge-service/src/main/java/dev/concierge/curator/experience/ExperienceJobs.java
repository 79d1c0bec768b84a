package dev.concierge.curator.experience;

import dev.concierge.curator.experience.ExperienceJob.State;
import dev.concierge.curator.experience.ExperienceJob.Status;
import dev.concierge.curator.experience.ExperienceJob.Step;
import dev.concierge.curator.item.Capacity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Keeps jobs. */
@Repository
class ExperienceJobs {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    ExperienceJobs(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Which jobs are listed, all of what is given being true of them.
     *
     * @param party a guest who must be the actor or the owner
     * @param businesses empty for all
     */
    record Wanted(
            @Nullable Status status,
            @Nullable String actor,
            @Nullable String owner,
            @Nullable String name,
            @Nullable String party,
            List<String> businesses) {}

    void add(ExperienceJob job) {
        int _ = values(jdbc.sql("""
                                INSERT INTO experience_jobs (request_id, generation, status, step, then_status, wanted,
                                    business_id, name_key, actor, owner, capacity, share, consent, consent_at, trouble, offer_id,
                                    attempts, due_at, leased_until, epoch, version, step_since, created_at, updated_at)
                                VALUES (:id, :generation, :status, :step, :then, :wanted::jsonb, :business, :name, :actor, :owner,
                                    :capacity, :share, :consent, :consentAt, :trouble::jsonb, :offer, :attempts, :due, :lease,
                                    0, 1, :since, :created, :updated)
                                """), job)
                .param("created", Timestamp.from(job.createdAt()))
                .param("lease", Timestamp.from(job.createdAt()))
                .update();
    }

    Optional<ExperienceJob> find(UUID id) {
        return jdbc.sql("SELECT * FROM experience_jobs WHERE request_id = ?")
                .param(id)
                .query(this::job)
                .optional();
    }

    /** Until the transaction ends. */
    Optional<ExperienceJob> lock(UUID id) {
        return jdbc.sql("SELECT * FROM experience_jobs WHERE request_id = ? FOR UPDATE")
                .param(id)
                .query(this::job)
                .optional();
    }

    /** Takes jobs that are due and nobody works on, for as long as {@code until}. */
    List<ExperienceJob> claim(Instant now, Instant until, int most) {
        return jdbc.sql("""
                        UPDATE experience_jobs SET epoch = epoch + 1, leased_until = :until
                        WHERE request_id IN (
                            SELECT request_id FROM experience_jobs
                            WHERE status IN ('RUNNING', 'UNDOING') AND due_at <= :now AND leased_until <= :now
                            ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING *
                        """)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .param("most", most)
                .query(this::job)
                .list();
    }

    /** Locks what its worker still has; false when somebody else has taken it. */
    boolean hold(ExperienceJob job) {
        return jdbc.sql("SELECT 1 FROM experience_jobs WHERE request_id = ? AND epoch = ? FOR UPDATE")
                .params(job.requestId(), job.epoch())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** What somebody who has locked it has made of it: whoever works on it has lost it. */
    void change(ExperienceJob job, Instant now) {
        if (!save(job, now, 1)) {
            throw new IllegalStateException("a locked job was changed by somebody else");
        }
    }

    /**
     * What its worker has made of it; false when somebody else has taken it meanwhile.
     *
     * @param lease until when its worker keeps it
     */
    boolean save(ExperienceJob job, Instant lease) {
        return save(job, lease, 0);
    }

    private boolean save(ExperienceJob job, Instant lease, int raise) {
        return values(jdbc.sql("""
                                        UPDATE experience_jobs SET generation = :generation, status = :status, step = :step,
                                            then_status = :then, wanted = :wanted::jsonb, business_id = :business, name_key = :name,
                                            actor = :actor, owner = :owner, capacity = :capacity, share = :share,
                                            consent = :consent, consent_at = :consentAt, trouble = :trouble::jsonb,
                                            offer_id = :offer, attempts = :attempts, due_at = :due, leased_until = :lease,
                                            epoch = epoch + :raise, version = version + 1, step_since = :since, updated_at = :updated
                                        WHERE request_id = :id AND epoch = :epoch
                                        """), job)
                        .param("lease", Timestamp.from(lease))
                        .param("epoch", job.epoch())
                        .param("raise", raise)
                        .update()
                == 1;
    }

    /** Newest first, one more than {@code limit} when there are more. */
    List<ExperienceJob> list(Wanted wanted, UUID before, int limit) {
        return jdbc.sql("""
                        SELECT * FROM experience_jobs
                        WHERE request_id < :before
                          AND (:status::text IS NULL OR status = :status)
                          AND (:actor::text IS NULL OR actor = :actor)
                          AND (:owner::text IS NULL OR owner = :owner)
                          AND (:name::text IS NULL OR name_key = :name)
                          AND (:party::text IS NULL OR actor = :party OR owner = :party)
                          AND (:anyBusiness OR business_id = ANY(:businesses::text[]))
                        ORDER BY request_id DESC LIMIT :limit
                        """)
                .param("before", before)
                .param(
                        "status",
                        wanted.status() == null ? null : wanted.status().name())
                .param("actor", wanted.actor())
                .param("owner", wanted.owner())
                .param("name", wanted.name() == null ? null : Names.key(wanted.name()))
                .param("party", wanted.party())
                .param("anyBusiness", wanted.businesses().isEmpty())
                .param("businesses", wanted.businesses().toArray(String[]::new))
                .param("limit", limit + 1)
                .query(this::job)
                .list();
    }

    /** Until the transaction ends. */
    List<ExperienceJob> lockOf(String guest) {
        return jdbc.sql("SELECT * FROM experience_jobs WHERE owner = :guest OR actor = :guest FOR UPDATE")
                .param("guest", guest)
                .query(this::job)
                .list();
    }

    /** Of those that came to nothing and were last changed before a time, at most so many; how many they were. */
    int forgetEndedBefore(Instant time, int most) {
        return jdbc.sql("""
                        DELETE FROM experience_jobs WHERE request_id IN (
                            SELECT request_id FROM experience_jobs AS job
                            WHERE status IN ('FAILED', 'CANCELLED') AND updated_at < :time
                              AND NOT EXISTS (SELECT FROM experience_names AS name WHERE name.request_id = job.request_id)
                            ORDER BY updated_at LIMIT :most FOR UPDATE SKIP LOCKED)
                        """)
                .param("time", Timestamp.from(time))
                .param("most", most)
                .update();
    }

    private StatementSpec values(StatementSpec statement, ExperienceJob job) {
        State state = job.state();
        Party party = state.party();
        CreateExperience wanted = state.wanted();
        return statement
                .param("id", job.requestId())
                .param("generation", state.generation())
                .param("status", state.status().name())
                .param("step", state.step().name())
                .param("then", state.then() == null ? null : state.then().name())
                .param("wanted", wanted == null ? null : json.writeValueAsString(wanted))
                .param("business", wanted == null ? null : wanted.businessId())
                .param("name", wanted == null ? null : Names.key(wanted.name()))
                .param("actor", party.actor())
                .param("owner", party.owner())
                .param("capacity", party.capacity().wireName())
                .param("share", party.shareBasisPoints())
                .param("consent", party.consent().name())
                .param("consentAt", party.consentAt() == null ? null : Timestamp.from(party.consentAt()))
                .param("trouble", state.trouble() == null ? null : json.writeValueAsString(state.trouble()))
                .param("offer", state.offerId())
                .param("attempts", state.attempts())
                .param("due", Timestamp.from(state.dueAt()))
                .param("since", Timestamp.from(state.stepSince()))
                .param("updated", Timestamp.from(state.updatedAt()));
    }

    private ExperienceJob job(ResultSet row, int number) throws SQLException {
        String then = row.getString("then_status");
        String wanted = row.getString("wanted");
        String trouble = row.getString("trouble");
        return new ExperienceJob(
                row.getObject("request_id", UUID.class),
                instant(row, "created_at"),
                row.getLong("epoch"),
                row.getLong("version"),
                new State(
                        row.getInt("generation"),
                        Status.valueOf(row.getString("status")),
                        Step.valueOf(row.getString("step")),
                        then == null ? null : Status.valueOf(then),
                        wanted == null ? null : json.readValue(wanted, CreateExperience.class),
                        party(row),
                        trouble == null ? null : json.readValue(trouble, Trouble.class),
                        row.getObject("offer_id", UUID.class),
                        row.getInt("attempts"),
                        instant(row, "due_at"),
                        instant(row, "step_since"),
                        instant(row, "updated_at")));
    }

    private static Party party(ResultSet row) throws SQLException {
        Timestamp consentAt = row.getTimestamp("consent_at");
        return new Party(
                row.getString("actor"),
                row.getString("owner"),
                Capacity.of(row.getString("capacity")),
                row.getObject("share", Integer.class),
                Party.Consent.valueOf(row.getString("consent")),
                consentAt == null ? null : consentAt.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getTimestamp(column)).toInstant();
    }
}
