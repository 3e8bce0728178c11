package io.sillage.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.platform.time.Pace;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MergedPollsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final TopicPartition PARTITION = new TopicPartition("activities", 0);
    private static final TopicPartition OTHER_PARTITION = new TopicPartition("activities", 1);

    private final UnicastProcessor<Message<?>> kafka = UnicastProcessor.create();
    private final List<String> answers = new ArrayList<>();

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void aConsumerThatIsFreeGetsAPollAtOnce() {
        var consumer = consumer(Duration.ZERO, 1);

        kafka.onNext(poll("a", PARTITION, 0, 1));

        assertThat(handed(consumer)).containsExactly(List.of(0L));
    }

    @Test
    void whatCameWhileItWorkedIsOnePollInOrder() {
        var consumer = consumer(Duration.ZERO, 1);
        kafka.onNext(poll("a", PARTITION, 0, 1));
        kafka.onNext(poll("b", PARTITION, 1, 2));
        kafka.onNext(poll("c", OTHER_PARTITION, 7, 1));
        kafka.onNext(poll("d", PARTITION, 3, 1));

        consumer.request(1);

        var merged = MergedPoll.records(consumer.getItems().getLast());
        assertThat(handed(consumer)).hasSize(2);
        assertThat(offsets(merged.records(PARTITION))).containsExactly(1L, 2L, 3L);
        assertThat(offsets(merged.records(OTHER_PARTITION))).containsExactly(7L);
    }

    @Test
    void allOfThemAreAnsweredTogether() {
        var consumer = consumer(Duration.ZERO, 1);
        kafka.onNext(poll("a", PARTITION, 0, 1));
        kafka.onNext(poll("b", PARTITION, 1, 1));
        kafka.onNext(poll("c", PARTITION, 2, 1));
        consumer.request(1);

        consumer.getItems().getFirst().ack();
        consumer.getItems().getLast().ack();
        consumer.getItems().getLast().nack(new IllegalStateException());

        assertThat(answers).containsExactly("ack a", "ack b", "ack c", "nack b", "nack c");
    }

    @Test
    void aMergedPollHasNoMoreThanAThousandRecords() {
        var consumer = consumer(Duration.ZERO, 1);
        kafka.onNext(poll("a", PARTITION, 0, 1));
        kafka.onNext(poll("b", PARTITION, 1, 600));
        kafka.onNext(poll("c", PARTITION, 601, 400));
        kafka.onNext(poll("d", PARTITION, 1001, 1));

        consumer.request(2);

        assertThat(handed(consumer)).extracting(List::size).containsExactly(1, 1000, 1);
    }

    @Test
    void kafkaIsNotAskedWithoutEnd() {
        var asked = new ArrayList<Long>();
        merged(kafka.onRequest().invoke(asked::add), Duration.ZERO)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1));

        IntStream.range(0, 5).forEach(i -> kafka.onNext(poll("p" + i, PARTITION, i, 1)));

        // the five that may wait, and one more for the one that was handed over
        assertThat(asked).containsExactly(5L, 1L);
    }

    @Test
    void aConsumerRestsAsLongAsItWorked() {
        var consumer = consumer(Duration.ofSeconds(10), 1);
        kafka.onNext(poll("a", PARTITION, 0, 1));
        var work = Duration.ofMillis(80);
        var begin = System.nanoTime();

        VERTX.setTimer(work.toMillis(), _ -> consumer.request(1));
        kafka.onNext(poll("b", PARTITION, 1, 1));

        consumer.awaitItems(2, Duration.ofSeconds(10));
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThan(work.multipliedBy(2).minusMillis(5));
    }

    @Test
    void aConsumerThatLagsDoesNotRest() {
        var consumer = consumer(Duration.ofSeconds(10), 1);
        kafka.onNext(poll("a", PARTITION, 0, 1_000));
        kafka.onNext(poll("b", PARTITION, 1_000, 1));
        var begin = System.nanoTime();

        VERTX.setTimer(400, _ -> consumer.request(1));

        consumer.awaitItems(2, Duration.ofSeconds(10));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(750));
    }

    private AssertSubscriber<Message<?>> consumer(Duration longestRest, long demand) {
        return merged(kafka, longestRest).subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    private static Multi<Message<?>> merged(Multi<Message<?>> kafka, Duration longestRest) {
        return new MergedPolls(kafka, VERTX, new Pace(longestRest));
    }

    private Message<?> poll(String name, TopicPartition partition, long offset, int count) {
        var records = IntStream.range(0, count)
                .mapToObj(i -> new ConsumerRecord<>(partition.topic(), partition.partition(), offset + i, "key", name))
                .toList();
        return Message.of(name)
                .addMetadata(new IncomingKafkaRecordBatchMetadata<>(
                        new ConsumerRecords<>(Map.of(partition, records), Map.of()), "activities", Map.of()))
                .withAck(() -> answer("ack " + name))
                .withNack(_ -> answer("nack " + name));
    }

    private CompletableFuture<Void> answer(String answer) {
        answers.add(answer);
        return CompletableFuture.completedFuture(null);
    }

    private static List<List<Long>> handed(AssertSubscriber<Message<?>> consumer) {
        return consumer.getItems().stream()
                .map(each -> offsets(MergedPoll.records(each)))
                .toList();
    }

    private static List<Long> offsets(Iterable<? extends ConsumerRecord<?, ?>> records) {
        var offsets = new ArrayList<Long>();
        records.forEach(each -> offsets.add(each.offset()));
        return offsets;
    }
}
