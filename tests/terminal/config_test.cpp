#include "terminal/config_file.h"

#include <gtest/gtest.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <fstream>
#include <sstream>

#include "terminal/documented_example.h"
#include "terminal/fake_world.h"

namespace tappay::terminal::testing {
namespace {

class ConfigTest : public ::testing::Test {
protected:
    ConfigTest() { write("config.json", exampleUnder("## tappayd")); }
    void write(const std::string& name, const std::string& contents) const {
        std::ofstream(directory.path() / name) << contents;
    }
    [[nodiscard]] std::string contentsOf(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream(directory.path() / name).rdbuf();
        return text.str();
    }
    void replaceIn(const std::string& name, const std::string& what, const std::string& by) const {
        std::string contents = contentsOf(name);
        ASSERT_NE(contents.find(what), std::string::npos) << what;
        contents.replace(contents.find(what), what.size(), by);
        write(name, contents);
    }
    std::string problem() const {
        const auto config = readProgramConfig(directory.path() / "config.json");
        if (config) return "none";
        EXPECT_EQ(config.error().code, FailureCode::NotConfigured);
        return config.error().detail.substr(0, config.error().detail.find(": "));
    }

    TemporaryDirectory directory;
};

TEST_F(ConfigTest, TheDocumentedExampleIsUnderstood) {
    const auto config = readProgramConfig(directory.path() / "config.json");
    ASSERT_TRUE(config) << config.error().detail;
    const auto parent = std::filesystem::temp_directory_path();
    EXPECT_EQ(config->operatorSocket, parent / "app.sock");
    EXPECT_EQ(config->tillSocket, parent / "till.sock");
    EXPECT_EQ(config->chip.form, chip::Form::Virtual);
    EXPECT_EQ(config->chip.directory, directory.path() / "chip");
    EXPECT_EQ(config->backEndUrl, "https://localhost:36443");
    EXPECT_EQ(config->log, LogLevel::Info);
    EXPECT_EQ(config->terminal.operatorId, "01");
    EXPECT_EQ(config->terminal.cardWait, std::chrono::seconds(60));
    EXPECT_EQ(config->terminal.hostWait, std::chrono::seconds(25));
}

TEST_F(ConfigTest, EachFormOfTheChipHasItsOwnSettings) {
    const std::string documented = R"("chip": { "form": "virtual", "directory": "chip" })";
    const auto with = [&](const char* chip) {
        write("config.json", exampleUnder("## tappayd"));
        replaceIn("config.json", documented, chip);
        return readProgramConfig(directory.path() / "config.json");
    };
    const auto tpm = with(R"("chip": { "form": "tpm", "transport": "device:/dev/tpmrm0" })");
    ASSERT_TRUE(tpm) << tpm.error().detail;
    EXPECT_EQ(tpm->chip.form, chip::Form::Tpm);
    EXPECT_EQ(tpm->chip.transport, "device:/dev/tpmrm0");
    EXPECT_TRUE(tpm->chip.authority.empty());
    const auto without = with(
        R"("chip": { "form": "tpm", "transport": "device:/dev/tpmrm0", "authority": "ca.pem" })");
    ASSERT_TRUE(without) << without.error().detail;
    EXPECT_EQ(without->chip.authority, directory.path() / "ca.pem");
    const auto software = with(R"("chip": { "form": "software", "directory": "keys" })");
    ASSERT_TRUE(software) << software.error().detail;
    EXPECT_EQ(software->chip.form, chip::Form::Software);
    EXPECT_EQ(software->chip.directory, directory.path() / "keys");
    const auto free = with(
        R"("chip": { "form": "virtual", "directory": "c", "keyFile": "k", "systemCalls": "free" })");
    ASSERT_TRUE(free) << free.error().detail;
    EXPECT_EQ(free->chip.keyFile, directory.path() / "k");
    EXPECT_FALSE(free->chip.filtersSystemCalls);
    EXPECT_FALSE(with(R"("chip": { "form": "tpm", "directory": "chip" })"));
    EXPECT_FALSE(with(R"("chip": { "form": "software", "directory": "c", "keyFile": "k" })"));
    EXPECT_FALSE(with(R"("chip": { "form": "any", "directory": "chip" })"));
}

TEST_F(ConfigTest, EachMissingSettingIsNamed) {
    const auto json =
        QJsonDocument::fromJson(QByteArray::fromStdString(exampleUnder("## tappayd")));
    int tried = 0;
    const auto without = [&](const QJsonObject& whole, const QString& name) {
        write("config.json", QJsonDocument(whole).toJson().toStdString());
        EXPECT_EQ(problem(), name.toStdString());
        ++tried;
    };
    for (const auto& key : json.object().keys()) {
        QJsonObject whole = json.object();
        const auto value = whole.take(key);
        without(whole, key);
        for (const auto& inner : value.toObject().keys()) {
            QJsonObject part = value.toObject();
            part.remove(inner);
            whole[key] = part;
            without(whole, key + "." + inner);
        }
    }
    EXPECT_EQ(tried, 15);
}

TEST_F(ConfigTest, UnknownSettingsAreNamed) {
    replaceIn("config.json", "\"log\"", "\"lgo\": 1, \"log\"");
    EXPECT_EQ(problem(), "lgo");
    replaceIn("config.json", "\"lgo\": 1, ", "");
    replaceIn("config.json", "\"pinKey\"", "\"pinkey\": 1, \"pinKey\"");
    EXPECT_EQ(problem(), "waits.pinkey");
}

TEST_F(ConfigTest, WrongValuesAreNamed) {
    const std::vector<std::array<std::string, 3>> wrong{
        {"\"operatorId\": \"01\"", "\"operatorId\": \"1\"", "operatorId"},
        {"\"card\": 60", "\"card\": 0", "waits.card"},
        {"\"host\": 25", "\"host\": \"25\"", "waits.host"},
        {"\"form\": \"virtual\"", "\"form\": \"any\"", "chip.form"},
        {"\"log\": \"info\"", "\"log\": \"loud\"", "log"},
        {"\"url\": \"", "\"url\": 1, \"u\": \"", "backEnd.url"},
    };
    for (const auto& [right, bad, name] : wrong) {
        replaceIn("config.json", right, bad);
        EXPECT_EQ(problem(), name);
        replaceIn("config.json", bad, right);
    }
    EXPECT_EQ(problem(), "none");
}

TEST_F(ConfigTest, SettingsThatMayBeLeftOut) {
    const auto path = directory.path() / "config.json";
    auto config = readProgramConfig(path);
    ASSERT_TRUE(config);
    EXPECT_EQ(config->terminal.tapAgainWait, std::chrono::seconds(10));
    EXPECT_EQ(config->terminal.phoneWait, std::chrono::seconds(60));
    EXPECT_TRUE(config->terminal.keepTraces);
    EXPECT_TRUE(config->browserSocket.empty());
    replaceIn("config.json", "\"host\": 25", "\"host\": 25, \"tapAgain\": 5, \"phone\": 30");
    replaceIn("config.json", "\"log\"", "\"keepTraces\": false, \"log\"");
    replaceIn("config.json", "\"log\"",
              "\"browserSocket\": \"b.sock\", \"browserGroup\": \"web\", \"log\"");
    config = readProgramConfig(path);
    ASSERT_TRUE(config) << config.error().detail;
    EXPECT_EQ(config->terminal.tapAgainWait, std::chrono::seconds(5));
    EXPECT_EQ(config->terminal.phoneWait, std::chrono::seconds(30));
    EXPECT_FALSE(config->terminal.keepTraces);
    EXPECT_EQ(config->browserSocket, directory.path() / "b.sock");
    EXPECT_EQ(config->browserGroup, "web");
}

TEST_F(ConfigTest, FilesThatAreNoJson) {
    write("config.json", "[]");
    EXPECT_EQ(problem(), "config.json");
    std::filesystem::remove(directory.path() / "config.json");
    EXPECT_EQ(problem(), "config.json");
}

}  // namespace
}  // namespace tappay::terminal::testing
