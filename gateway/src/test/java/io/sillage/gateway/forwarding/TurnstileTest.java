package io.sillage.gateway.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private final List<String> inside = new ArrayList<>();
    private final Turnstile turnstile = new Turnstile(4, 3, 24);

    private Turnstile.Ticket enter(String sender, String name) {
        return turnstile.enter(sender, () -> inside.add(name)).orElseThrow();
    }

    @Test
    void nobodyWaitsWhileThereIsRoom() {
        enter("a", "a1");
        enter("a", "a2");
        enter("b", "b1");

        assertThat(inside).containsExactly("a1", "a2", "b1");
    }

    @Test
    void noSenderTakesAllPlaces() {
        IntStream.range(0, 6).forEach(i -> enter("a", "a" + i));

        enter("b", "b0");

        assertThat(inside).containsExactly("a0", "a1", "a2", "b0");
    }

    @Test
    void whoWaitsIsLetInByTurnsOfTheSenders() {
        // Given all places taken
        var first = List.of(enter("a", "a0"), enter("a", "a1"), enter("a", "a2"));
        enter("b", "b0");
        enter("a", "a3");
        enter("a", "a4");
        enter("b", "b1");
        enter("c", "c0");

        // When
        inside.clear();
        first.forEach(Turnstile.Ticket::giveBack);

        // Then
        assertThat(inside).containsExactly("b1", "c0", "a3");
    }

    @Test
    void whoGivesUpWaitingIsNotLetIn() {
        var first = enter("a", "a0");
        enter("a", "a1");
        enter("a", "a2");
        var impatient = enter("a", "a3");
        enter("a", "a4");

        impatient.giveBack();
        first.giveBack();

        assertThat(inside).containsExactly("a0", "a1", "a2", "a4");
    }

    @Test
    void placeThatIsGivenBackTwiceIsOnePlace() {
        var first = enter("a", "a0");
        enter("a", "a1");
        enter("a", "a2");
        enter("a", "a3");
        enter("a", "a4");

        first.giveBack();
        first.giveBack();

        assertThat(inside).containsExactly("a0", "a1", "a2", "a3");
    }

    @Test
    void noSenderFillsTheQueue() {
        IntStream.range(0, 9).forEach(i -> enter("a", "a" + i));

        assertThat(turnstile.enter("a", () -> {})).isEmpty();
        assertThat(turnstile.enter("b", () -> {})).isPresent();
    }

    @Test
    void noMoreWaitThanMay() {
        for (var sender : List.of("a", "b", "c", "d", "e")) {
            IntStream.range(0, 9).forEach(_ -> turnstile.enter(sender, () -> {}));
        }

        assertThat(turnstile.enter("f", () -> {})).isEmpty();
    }

    @Test
    void placesAreNeverOverdrawnAndAllGetInWhateverTheOrder() {
        var random = new Random(17);
        var let = new HashSet<Integer>();
        var under = new ArrayList<Held>();
        var most = 0;
        for (var i = 0; i < 1_000; i++) {
            var number = i;
            turnstile
                    .enter("sender" + random.nextInt(3), () -> let.add(number))
                    .ifPresentOrElse(ticket -> under.add(new Held(number, ticket)), () -> let.add(number));
            most = Math.max(most, inside(under, let));
            if (under.size() > random.nextInt(12)) {
                under.remove(random.nextInt(under.size())).ticket().giveBack();
            }
        }
        while (!under.isEmpty()) {
            assertThat(inside(under, let)).isBetween(1, 4);
            under.removeIf(held -> {
                var isInside = let.contains(held.number());
                if (isInside) {
                    held.ticket().giveBack();
                }
                return isInside;
            });
        }

        assertThat(most).isEqualTo(4);
    }

    private record Held(int number, Turnstile.Ticket ticket) {}

    private static int inside(List<Held> under, Set<Integer> let) {
        return (int) under.stream().filter(held -> let.contains(held.number())).count();
    }
}
