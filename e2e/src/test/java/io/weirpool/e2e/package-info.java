/** The whole pipeline as its users meet it: a process, HTTP and SQL; no class of the product is called. */
package io.weirpool.e2e;
