package dev.concierge.hub.socket;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Things in no order, each of which knows its place, so that adding and removing cost the same however many there are.
 *
 * @param <T> what is in it
 */
final class Bag<T extends Bag.Member> {
    /** Something that can be in one bag. */
    abstract static class Member {
        private int place = -1;

        final int place() {
            return place;
        }

        final void place(int place) {
            this.place = place;
        }
    }

    private @Nullable Member[] members = new Member[4];
    private int size;

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    T get(int place) {
        return (T) Objects.requireNonNull(members[place]);
    }

    void add(T member) {
        if (size == members.length) {
            members = Arrays.copyOf(members, size * 2);
        }
        member.place(size);
        members[size++] = member;
    }

    /** The last takes its place: whoever goes through a bag that may shrink goes from the end. */
    void remove(T member) {
        int place = member.place();
        if (place < 0) {
            return;
        }
        Member last = Objects.requireNonNull(members[--size]);
        members[place] = last;
        last.place(place);
        members[size] = null;
        member.place(-1);
    }
}
