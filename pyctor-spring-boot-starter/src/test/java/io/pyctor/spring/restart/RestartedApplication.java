package io.pyctor.spring.restart;

import java.time.Duration;
import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.pyctor.Ask;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Actors;
import io.pyctor.spring.Every;
import io.pyctor.spring.Receive;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;

/**
 * Has handler methods of all kinds, plain and behind a proxy. Public for another class
 * loader.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(PyctorAutoConfiguration.class)
@Import({ RestartedApplication.Cart.class, RestartedApplication.Proxied.class })
public class RestartedApplication implements Supplier<String> {

	/** Start it, ask its actors, and close it. */
	@Override
	public String get() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
				RestartedApplication.class)) {
			Actors actors = context.getBean(Actors.class);
			return actors.of(Cart.class).ask(new Add(1)).join() + " " + actors.of(Proxied.class).ask(new Add(2)).join();
		}
	}

	@Bean
	static MethodInterceptor through() {
		return (invocation) -> invocation.proceed();
	}

	@Bean
	static BeanNameAutoProxyCreator proxies() {
		BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
		creator.setBeanNames("proxied#actor");
		creator.setInterceptorNames("through");
		creator.setProxyTargetClass(true);
		return creator;
	}

	record Add(int quantity) implements Ask<Integer> {

	}

	@ActorComponent("cart")
	static class Cart {

		private int items;

		@Receive
		int add(Add message) {
			return this.items += message.quantity();
		}

		@Every(value = "1ms", initialDelay = "0s")
		void tick() {
		}

	}

	@ActorComponent("proxied")
	static class Proxied extends Cart {

		private final Duration unused = Duration.ZERO;

		@Override
		int add(Add message) {
			return (this.unused != null) ? super.add(message) : -1;
		}

	}

}
