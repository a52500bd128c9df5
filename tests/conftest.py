from __future__ import annotations

import os

import pytest
from hypothesis import settings

from tests.review.browser import CHROMIUM, DRIVER, start

# An example may take as long as it takes: the machine may be busy. The same examples each time
# make the gate say the same of the same code; HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("gate", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))


@pytest.fixture(scope="session")
def driver(tmp_path_factory):
    """One browser for all tests of a worker."""
    if not CHROMIUM or not DRIVER:
        pytest.skip("needs Debian's chromium and chromium-driver")
    found = start(tmp_path_factory.mktemp("profile"))
    yield found
    found.quit()


@pytest.fixture
def clean(driver):
    """The browser without what the last test left: tabs, choices and messages."""
    yield driver
    driver.execute_script("try { localStorage.clear() } catch {}")
    for handle in driver.window_handles[1:]:
        driver.switch_to.window(handle)
        driver.close()
    driver.switch_to.window(driver.window_handles[0])
    driver.get("about:blank")
    driver.get_log("browser")
    driver.get_log("performance")
