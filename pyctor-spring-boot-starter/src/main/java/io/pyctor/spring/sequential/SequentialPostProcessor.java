package io.pyctor.spring.sequential;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;

import io.pyctor.spring.Sequential;

/**
 * Puts the turn in front of beans that have {@link Sequential} methods, before everything
 * else that is there already, such as transactions. Other beans stay as they are.
 */
public final class SequentialPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

	private static final long serialVersionUID = 1L;

	private final transient Supplier<SequentialMethods> methods;

	private final Set<Class<?>> checked = ConcurrentHashMap.newKeySet();

	/**
	 * Create a post-processor.
	 * @param calls the calls of the context, looked for when there is a sequential method
	 * @param proxyTargetClass whether classes are subclassed though they have interfaces
	 */
	public SequentialPostProcessor(Supplier<SequentialCalls> calls, boolean proxyTargetClass) {
		this.methods = SingletonSupplier.of(() -> new SequentialMethods(calls.get(), this::resolve));
		this.advisor = new DefaultPointcutAdvisor(new SequentialPointcut(), new SequentialInterceptor(this.methods));
		setProxyTargetClass(proxyTargetClass);
		setBeforeExistingAdvisors(true);
	}

	private String resolve(String text) {
		Assert.state(this.beanFactory != null, "'beanFactory' must have been set");
		String resolved = this.beanFactory.resolveEmbeddedValue(text);
		return (resolved != null) ? resolved : "";
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Object result = super.postProcessAfterInitialization(bean, beanName);
		Class<?> type = AopUtils.getTargetClass(bean);
		if (!(bean instanceof AopInfrastructureBean) && isEligible(type)) {
			this.methods.get().add(type);
		}
		return result;
	}

	/** Also called ahead of time, when there are no beans but mistakes can be found. */
	@Override
	protected boolean isEligible(Class<?> targetClass) {
		boolean eligible = super.isEligible(targetClass);
		if (eligible && !this.checked.contains(targetClass)) {
			SequentialCheck.check(targetClass, isProxyTargetClass());
			this.checked.add(targetClass);
		}
		return eligible;
	}

}
