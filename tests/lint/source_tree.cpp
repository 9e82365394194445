#include "lint/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace tappay::lint {

namespace fs = std::filesystem;

std::vector<SourceFile> readTree(const std::vector<std::string>& folders,
                                 const std::vector<std::string>& endings) {
    const fs::path root = TAPPAY_SOURCE_DIR;
    std::vector<SourceFile> files;
    for (const std::string& folder : folders) {
        if (!fs::exists(root / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const std::string path = fs::relative(entry.path(), root).generic_string();
            const bool wanted = std::ranges::any_of(
                endings, [&](const std::string& ending) { return path.ends_with(ending); });
            if (!entry.is_regular_file() || !wanted) continue;
            SourceFile file{path, {}};
            std::ifstream in(entry.path());
            for (std::string line; std::getline(in, line);)
                file.lines.push_back(line);
            files.push_back(std::move(file));
        }
    }
    return files;
}

std::string readFile(const std::string& relativePath) {
    std::ifstream in(fs::path(TAPPAY_SOURCE_DIR) / relativePath);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace tappay::lint
