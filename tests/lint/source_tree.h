#pragma once

#include <string>
#include <vector>

namespace tappay::lint {

struct SourceFile {
    std::string path;  // relative to the project, with '/'
    std::vector<std::string> lines;
};

// Files below these folders whose names end with one of these; build and output folders left out.
std::vector<SourceFile> readTree(const std::vector<std::string>& folders,
                                 const std::vector<std::string>& endings);

std::string readFile(const std::string& relativePath);

}  // namespace tappay::lint
