/** The whole pipeline as its users meet it: processes, HTTP and SQL; of the product only the embedded servers are called. */
package io.weirpool.e2e;
