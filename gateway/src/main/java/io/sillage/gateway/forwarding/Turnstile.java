package io.sillage.gateway.forwarding;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// Lets so many in at once. Who has to wait is let in by turns: one of each sender, however many a sender has waiting.
/// No sender takes all places, so that one whose requests take long leaves some for the others. Lives on one event
/// loop.
public final class Turnstile {

    private static final int SENDERS_TO_FILL_THE_QUEUE = 4;

    private final int places;
    private final int placesOfOne;
    private final int mostWaiting;
    private final Map<Object, Sender> senders = new IdentityHashMap<>();
    private final SequencedSet<Sender> turns = new LinkedHashSet<>();
    private int inside;
    private int waiting;

    /// @param places how many may be inside at once
    /// @param placesOfOne how many of them one sender may have
    /// @param mostWaiting how many may wait, all senders together
    Turnstile(int places, int placesOfOne, int mostWaiting) {
        this.places = places;
        this.placesOfOne = placesOfOne;
        this.mostWaiting = mostWaiting;
    }

    private static final class Sender {
        private final Object key;
        private final Deque<Ticket> queue = new ArrayDeque<>();
        private int inside;

        Sender(Object key) {
            this.key = key;
        }
    }

    /// A place, or one in the queue. Whoever has it gives it back once, wherever it got to.
    public final class Ticket {
        private final Sender sender;
        private final Runnable pass;
        private boolean isInside;
        private boolean isGone;

        private Ticket(Sender sender, Runnable pass) {
            this.sender = sender;
            this.pass = pass;
        }

        public void giveBack() {
            if (isGone) {
                return;
            }
            isGone = true;
            if (isInside) {
                inside--;
                sender.inside--;
            } else {
                sender.queue.remove(this);
                waiting--;
            }
            settle(sender);
            letIn();
        }
    }

    /// Runs `pass` as soon as there is room, which may be at once. Empty if too many wait, all together or of this
    /// sender.
    Optional<Ticket> enter(Object key, Runnable pass) {
        var known = senders.get(key);
        if (waiting >= mostWaiting || known != null && known.queue.size() >= mostWaiting / SENDERS_TO_FILL_THE_QUEUE) {
            return Optional.empty();
        }
        var sender = senders.computeIfAbsent(key, Sender::new);
        var ticket = new Ticket(sender, pass);
        sender.queue.add(ticket);
        waiting++;
        settle(sender);
        letIn();
        return Optional.of(ticket);
    }

    /// Whether it is ever this sender's turn follows from what it has waiting and inside.
    private void settle(Sender sender) {
        if (sender.queue.isEmpty() || sender.inside >= placesOfOne) {
            turns.remove(sender);
        } else {
            turns.add(sender);
        }
        if (sender.queue.isEmpty() && sender.inside == 0) {
            senders.remove(sender.key);
        }
    }

    private void letIn() {
        while (inside < places && !turns.isEmpty()) {
            var sender = turns.removeFirst();
            var ticket = sender.queue.remove();
            waiting--;
            inside++;
            sender.inside++;
            ticket.isInside = true;
            settle(sender);
            ticket.pass.run();
        }
    }
}
