package io.pyctor.spring.actuate;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import io.pyctor.Actor;
import io.pyctor.ActorRef;
import io.pyctor.ActorSystem;
import io.pyctor.KeyedActors;
import io.pyctor.KeyedOptions;
import io.pyctor.KeyedSnapshot;
import io.pyctor.DeadLetterReason;
import io.pyctor.spring.actuate.ActorsEndpoint.ActorDescriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ActorsEndpoint}.
 */
class ActorsEndpointTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ActorSystem system = ActorSystem.create("test");

	private final ActorsEndpoint endpoint = new ActorsEndpoint(this.system);

	@AfterEach
	void shutDown() {
		this.system.close();
	}

	@Test
	void treeShowsActorsAndTheirCounts() {
		ActorRef parent = this.system.create(Parent::new, "parent");
		parent.tell(2);
		parent.tell("fail");
		await().atMost(SOON).untilAsserted(() -> assertThat(actor("user", "parent").failed()).isEqualTo(1));
		ActorDescriptor root = this.endpoint.actors(null).actors();
		assertThat(root.path()).isEqualTo("/user");
		assertThat(root.children()).extracting(ActorDescriptor::path).containsExactly("/user/parent");
		ActorDescriptor shown = root.children().get(0);
		assertThat(shown.type()).isEqualTo(Parent.class.getName());
		assertThat(shown.processed()).isEqualTo(1);
		assertThat(shown.restarted()).isEqualTo(1);
		assertThat(shown.mailboxSize()).isZero();
		assertThat(shown.childCount()).isEqualTo(2);
		assertThat(shown.truncated()).isFalse();
		assertThat(shown.children()).extracting(ActorDescriptor::path)
			.containsExactly("/user/parent/child-0", "/user/parent/child-1");
	}

	@Test
	void keyedActorsAreCountedAndShownBelowTheirParent() {
		KeyedActors carts = this.system.keyed("cart", Parent.class, (key) -> new Parent(), KeyedOptions.defaults());
		carts.of("a/b").tell(1);
		await().atMost(SOON).until(() -> actor("user", "cart", "a~2Fb").childCount() == 1);
		assertThat(this.endpoint.actors(null).keyed())
			.containsExactly(new KeyedSnapshot("cart", Parent.class.getName(), 1, 1, 0));
	}

	@Test
	void treeThatIsTooDeepForJsonIsCut() {
		this.system.create(() -> new Generation(150), "generation");
		await().atMost(SOON).until(() -> this.system.typeSnapshots().get(0).live() == 151);
		ActorDescriptor last = this.endpoint.actors(null).actors();
		int shown = 0;
		while (!last.children().isEmpty()) {
			last = last.children().get(0);
			shown++;
		}
		assertThat(shown).isEqualTo(100);
		assertThat(last.childCount()).isEqualTo(1);
		assertThat(last.truncated()).isTrue();
	}

	@Test
	void oneActorIsFoundByItsPath() {
		this.system.create(Parent::new, "parent").tell(1);
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(this.endpoint.actor(path("user", "parent", "child-0"), null)).isNotNull());
		assertThat(actor("user", "parent").path()).isEqualTo("/user/parent");
		assertThat(actor("user").path()).isEqualTo("/user");
		assertThat(actor().path()).isEqualTo("/user");
	}

	@Test
	void unknownAndImpossiblePathsAreNotFound() {
		assertThat(this.endpoint.actor(path("user", "nobody"), null)).isNull();
		assertThat(this.endpoint.actor(path("nobody"), null)).isNull();
		assertThat(this.endpoint.actor(path("user", "no body"), null)).isNull();
		assertThat(this.endpoint.actor(path("user", ""), null)).isNull();
	}

	@Test
	void childrenBeyondTheLimitAreCountedButNotShown() {
		this.system.create(Parent::new, "parent").tell(150);
		await().atMost(SOON).untilAsserted(() -> assertThat(actor("user", "parent").childCount()).isEqualTo(150));
		assertThat(actor("user", "parent").children()).hasSize(100);
		assertThat(actor("user", "parent").truncated()).isTrue();
		ActorDescriptor all = this.endpoint.actor(path("user", "parent"), 1000);
		assertThat(all).isNotNull();
		assertThat(all.children()).hasSize(150);
		ActorDescriptor none = this.endpoint.actors(0).actors();
		assertThat(none.children()).isEmpty();
		assertThat(none.childCount()).isEqualTo(1);
	}

	@Test
	void negativeLimitIsRefused() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(() -> this.endpoint.actors(-1))
			.withMessageContaining("-1");
	}

	@Test
	void deadLettersAreCountedByReason() {
		ActorRef actor = this.system.create(Parent::new, "parent");
		actor.tell(List.of("secret"));
		this.system.nobody().tell("secret");
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(this.endpoint.actors(null).deadLetters())
				.containsEntry(DeadLetterReason.UNHANDLED, 1L)
				.containsEntry(DeadLetterReason.NOBODY, 1L)
				.containsEntry(DeadLetterReason.STOPPED, 0L));
	}

	private ActorDescriptor actor(String... path) {
		ActorDescriptor actor = this.endpoint.actor(path, null);
		assertThat(actor).isNotNull();
		return actor;
	}

	private static String[] path(String... path) {
		return path;
	}

	static class Parent extends Actor {

		@Override
		protected void receive(ActorRef sender, Object message) {
			if (message instanceof Integer count) {
				for (int i = 0; i < count; i++) {
					create(Parent::new, "child-" + i);
				}
			}
			else if (message.equals("fail")) {
				throw new IllegalStateException("failed on purpose");
			}
			else {
				unhandled(message);
			}
		}

	}

	static class Generation extends Actor {

		private final int below;

		Generation(int below) {
			this.below = below;
		}

		@Override
		protected void started() {
			if (this.below > 0) {
				create(() -> new Generation(this.below - 1), "generation");
			}
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			unhandled(message);
		}

	}

}
