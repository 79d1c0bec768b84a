package dev.concierge.curator.suggestion;

import dev.concierge.curator.interaction.PersonalData;
import dev.concierge.curator.suggestion.Suggestion.Status;
import jakarta.persistence.LockModeType;
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

/** Keeps suggestions, in a table of their own that nothing else reads. */
@Transactional(readOnly = true)
interface Suggestions extends Repository<Suggestion, SuggestionId>, PersonalData {
    @Transactional(propagation = Propagation.MANDATORY)
    Suggestion save(Suggestion suggestion);

    Optional<Suggestion> findById(SuggestionId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Suggestion> findForChangeById(SuggestionId id);

    <S extends Suggestion, R> R findBy(
            Specification<Suggestion> which, Function<? super SpecificationFluentQuery<S>, R> page);

    /** Newest first, one more than {@code limit} when there are more. */
    default List<Suggestion> list(@Nullable String guest, @Nullable Status status, UUID before, int limit) {
        Specification<Suggestion> which = (suggestion, _, builder) ->
                builder.lessThan(suggestion.get("id").get("value"), before);
        if (guest != null) {
            which = which.and((suggestion, _, builder) -> builder.equal(suggestion.get("guest"), guest));
        }
        if (status != null) {
            which = which.and((suggestion, _, builder) -> builder.equal(suggestion.get("status"), status));
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
    @Query("delete from Suggestion s where s.guest = :guest")
    void erase(String guest);
}
