package io.pyctor.spring;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts the objects of the component 'proxied' behind proxies of their class.
 */
@Configuration(proxyBeanMethods = false)
public class ProxiedByClass {

	@Bean
	static BeanNameAutoProxyCreator proxies() {
		BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
		creator.setBeanNames("proxied#actor");
		creator.setProxyTargetClass(true);
		return creator;
	}

}
