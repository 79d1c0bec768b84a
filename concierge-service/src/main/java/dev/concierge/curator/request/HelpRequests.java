package dev.concierge.curator.request;

import dev.concierge.curator.interaction.PersonalData;
import dev.concierge.curator.request.HelpRequest.Status;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor.SpecificationFluentQuery;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what was asked. */
@Transactional(readOnly = true)
interface HelpRequests extends Repository<HelpRequest, HelpRequestId>, PersonalData {
    @Transactional(propagation = Propagation.MANDATORY)
    HelpRequest save(HelpRequest request);

    Optional<HelpRequest> findById(HelpRequestId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<HelpRequest> findForChangeById(HelpRequestId id);

    /** Whoever asks again meanwhile waits until this transaction ends, so that what they asked can be counted. */
    @Transactional(propagation = Propagation.MANDATORY)
    @Query(
            nativeQuery = true,
            value = "select cast(pg_advisory_xact_lock(hashtextextended('help for ' || :asker, 0)) as text)")
    String waitForTurnOf(String asker);

    /** What somebody has asked of another and that may still be answered, the first first. */
    List<HelpRequest> findByAskerAndHelperAndStatusAndExpiresAtAfterOrderByIdValue(
            String asker, String helper, Status status, Instant now);

    long countByAskerAndAskedAtAfter(String asker, Instant since);

    long countByAskerAndHelperAndAskedAtAfter(String asker, String helper, Instant since);

    /** Those whose time is over, at most so many and locked; what somebody decides at this moment is left to them. */
    @Transactional(propagation = Propagation.MANDATORY)
    @Query(nativeQuery = true, value = """
            select * from help_requests where status = 'ASKED' and expires_at <= :now
            order by expires_at limit :most for update skip locked
            """)
    List<HelpRequest> findOverdueForChange(Instant now, int most);

    <S extends HelpRequest, R> R findBy(
            Specification<HelpRequest> which, Function<? super SpecificationFluentQuery<S>, R> page);

    /**
     * Newest first, one more than {@code limit} when there are more.
     *
     * @param party who asked or was asked; null for everybody's
     */
    default List<HelpRequest> list(
            @Nullable String party,
            @Nullable String asker,
            @Nullable String helper,
            @Nullable Status status,
            UUID before,
            int limit) {
        Specification<HelpRequest> which =
                (request, _, builder) -> builder.lessThan(request.get("id").get("value"), before);
        if (party != null) {
            which = which.and((request, _, builder) -> builder.or(
                    builder.equal(request.get("asker"), party), builder.equal(request.get("helper"), party)));
        }
        if (asker != null) {
            which = which.and((request, _, builder) -> builder.equal(request.get("asker"), asker));
        }
        if (helper != null) {
            which = which.and((request, _, builder) -> builder.equal(request.get("helper"), helper));
        }
        if (status != null) {
            which = which.and((request, _, builder) -> builder.equal(request.get("status"), status));
        }
        return findBy(
                which,
                found -> found.sortBy(Sort.by(Sort.Direction.DESC, "id.value"))
                        .limit(limit + 1)
                        .all());
    }

    @Override
    @Modifying
    @Transactional(propagation = Propagation.MANDATORY)
    @Query("delete from HelpRequest r where r.asker = :guest or r.helper = :guest")
    void erase(String guest);
}
