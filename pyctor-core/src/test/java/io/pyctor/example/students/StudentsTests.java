package io.pyctor.example.students;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.pyctor.ActorSystem;
import io.pyctor.DeadLetterReason;
import io.pyctor.ShutdownReport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StudentsTests {

	@Test
	void studentsTakeTurnsUntilOneSaysBye() {
		for (int seed = 0; seed < 30; seed++) {
			Queue<Exchange> heard = new ConcurrentLinkedQueue<>();
			ActorSystem system = ActorSystem.create("students");
			long next = seed;
			system.create(() -> new Teacher(new Random(next), Duration.ofMillis(1), heard::add), "teacher");
			ShutdownReport report = system.stopped().orTimeout(20, TimeUnit.SECONDS).join();
			assertThat(report.isClean()).isTrue();
			assertThat(system.deadLetters().values()).containsOnly(0L);
			check(List.copyOf(heard));
		}
	}

	private static void check(List<Exchange> heard) {
		assertThat(heard).hasSizeGreaterThanOrEqualTo(2);
		for (int i = 0; i < heard.size(); i++) {
			boolean even = i % 2 == 0;
			String words = (i == heard.size() - 1) ? "bye!" : even ? "ping!" : "pong!";
			assertThat(heard.get(i))
				.isEqualTo(even ? new Exchange("Mike", "Sarah", words) : new Exchange("Sarah", "Mike", words));
		}
	}

	@Test
	void lessonIsLongWhenTheStudentsHavePatience() {
		Queue<Exchange> heard = new ConcurrentLinkedQueue<>();
		ActorSystem system = ActorSystem.create("students");
		Random patient = new Random() {

			private static final long serialVersionUID = 1L;

			private int left = 50;

			@Override
			public double nextDouble() {
				return (this.left-- > 0) ? 0.9 : 0.1;
			}

		};
		system.create(() -> new Teacher(patient, Duration.ofMillis(1), heard::add), "teacher");
		system.stopped().orTimeout(20, TimeUnit.SECONDS).join();
		assertThat(heard).hasSize(52);
		assertThat(system.deadLetters()).containsEntry(DeadLetterReason.STOPPED, 0L);
	}

}
