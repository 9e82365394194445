// All that needs page, plug-in and host, in one browser.
import "./payment_test.js";
import "./gate_test.js";
import "./health_test.js";
import "./manage_test.js";
