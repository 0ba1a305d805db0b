package io.pyctor;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CreateByClassTests extends WithActorSystem {

	/** No actor; a resolver makes one of it. */
	record Bean(List<Object> arguments) {
	}

	private static final class BeanActor extends Actor {

		private final Bean bean;

		private BeanActor(Bean bean) {
			this.bean = bean;
		}

		@Override
		protected Class<?> actorType() {
			return this.bean.getClass();
		}

		@Override
		protected void receive(ActorRef sender, Object message) {
			tell(sender, this.bean.arguments());
		}

	}

	@Override
	ActorSystemBuilder settings(ActorSystemBuilder builder) {
		return super.settings(builder).factories((type, arguments) -> {
			assertThat(type).isEqualTo(Bean.class);
			return () -> new BeanActor(new Bean(List.of(arguments)));
		});
	}

	@Test
	void systemCreatesAnActorByClass() {
		ActorRef actor = this.system.create(Bean.class, "bean", "one", 2);
		assertThat(actor.path()).hasToString("/user/bean");
		assertThat(actor.ask("?", Object.class, LONG).join()).isEqualTo(List.of("one", 2));
		assertThat(this.system.create(Bean.class).ask("?", Object.class, LONG).join()).isEqualTo(List.of());
	}

	@Test
	void actorCreatesAChildByClass() {
		Probe probe = Probe.create(this.system, "probe");
		ActorRef child = probe.call((self) -> self.create(Bean.class, "bean", "one"));
		assertThat(child.path()).hasToString("/user/probe/bean");
		assertThat(child.ask("?", Object.class, LONG).join()).isEqualTo(List.of("one"));
		ActorRef other = probe.call((self) -> self.create(Bean.class));
		assertThat(other.name()).startsWith("Bean-");
	}

	@Test
	void workersOfAPoolCreateChildrenByTheResolverOfTheirFactory() {
		ActorFactory workers = new ActorFactory() {

			@Override
			public Actor create() {
				return new LambdaActor(
						(self, sender, message) -> self.create(Bean.class, "bean").tell(message, sender));
			}

			@Override
			public Optional<ActorFactoryResolver> resolver() {
				return Optional.of((type, arguments) -> () -> new BeanActor(new Bean(List.of("own"))));
			}

		};
		ActorRef pool = this.system.create(workers, "pool", ActorOptions.defaults().instances(2));
		assertThat(pool.ask("?", Object.class, LONG).join()).isEqualTo(List.of("own"));
	}

	@Test
	void actorIsKnownByTheClassItStandsFor() {
		this.system.create(Bean.class, "bean");
		assertThat(this.system.snapshot("/user/bean").orElseThrow().type()).isEqualTo(Bean.class.getName());
	}

	@Test
	void systemWithoutResolverSaysWhatToDo() {
		try (ActorSystem plain = ActorSystem.create("plain")) {
			assertThatIllegalStateException().isThrownBy(() -> plain.create(Bean.class, "bean"))
				.withMessageContaining(Bean.class.getName())
				.withMessageContaining("Bean::new")
				.withMessageContaining("factories(..)");
		}
	}

}
