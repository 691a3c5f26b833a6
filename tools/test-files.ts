/** Which files serve tests and never ship: tests, contract suites, fakes, the simulated world, journeys. */
export const TEST_FILE = /\.(test|contract|test-support)\.tsx?$|\/testing[^/]*\.tsx?$|^(simulation|journeys)\//;
