#include <gtest/gtest.h>

#include <QCoreApplication>

namespace {

// Processes and sockets of Qt want an application object for as long as any test runs.
class QtApplication : public testing::Environment {
    int m_count = 1;
    char m_name[12] = "test_system";
    char* m_words[2] = {m_name, nullptr};
    QCoreApplication m_application{m_count, m_words};
};

[[maybe_unused]] const auto* const environment =
    testing::AddGlobalTestEnvironment(new QtApplication);

}  // namespace
