package io.pyctor.spring.restart;

import java.time.Duration;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.aopalliance.intercept.MethodInterceptor;
import org.slf4j.MDC;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

import io.pyctor.ActorRef;
import io.pyctor.Ask;
import io.pyctor.spring.ActorComponent;
import io.pyctor.spring.Actors;
import io.pyctor.spring.Every;
import io.pyctor.spring.Receive;
import io.pyctor.spring.autoconfigure.PyctorAutoConfiguration;
import io.pyctor.spring.autoconfigure.PyctorContextAutoConfiguration;

/**
 * Has handler methods of all kinds: plain, behind a proxy, and in transactions. Public
 * for another class loader.
 */
@Configuration(proxyBeanMethods = false)
@EnableTransactionManagement(proxyTargetClass = true)
@ImportAutoConfiguration({ PyctorAutoConfiguration.class, PyctorContextAutoConfiguration.class })
@Import({ RestartedApplication.Cart.class, RestartedApplication.Proxied.class, RestartedApplication.Transacted.class })
public class RestartedApplication implements Supplier<String> {

	/** Start it, ask its actors, and close it. */
	@Override
	public String get() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
				RestartedApplication.class)) {
			Actors actors = context.getBean(Actors.class);
			MDC.put("request", "restarted");
			return actors.named("cart").ask(new Add(1)).join() + " " + actors.of(Proxied.class).ask(new Add(2)).join()
					+ " " + actors.of(Transacted.class).ask(new Add(3)).join();
		}
	}

	@Bean
	EmbeddedDatabase dataSource() {
		return new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build();
	}

	@Bean
	JdbcTransactionManager transactionManager(DataSource dataSource) {
		return new JdbcTransactionManager(dataSource);
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

	@ActorComponent(value = "transacted", propagateContext = true, tellAfterCommit = true)
	static class Transacted {

		private final ActorRef transacted;

		private int items;

		Transacted(ActorRef transacted) {
			this.transacted = transacted;
		}

		@Receive
		@Transactional
		int add(Add message) {
			this.transacted.tell("added for " + MDC.get("request"));
			return this.items += message.quantity();
		}

		@Receive
		void on(String added) {
		}

	}

}
