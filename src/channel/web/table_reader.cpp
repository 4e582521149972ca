#include "channel/web/table_reader.hpp"

#include <csv.h>
#include <libxml/xmlreader.h>
#include <zip.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/text.hpp"
#include "channel/web/words.hpp"

namespace dimona::web {

namespace {

constexpr std::string_view zip_mark = "PK\x03\x04";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr zip_uint64_t part_bytes_max = 64U << 20U;  // unpacked; a larger one is no table of people
constexpr std::size_t columns_max = 100;

template <class T>
using Read = tl::expected<T, TableProblem>;

tl::unexpected<TableProblem> unreadable(const char* message, std::vector<Placeholder> values = {}) {
    return tl::unexpected(TableProblem{message, std::move(values)});
}

using Rows = std::vector<std::vector<std::string>>;

// --- CSV

char separator_of(std::string_view text) {
    const auto line = text.substr(0, text.find('\n'));
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char candidate : {';', ',', '\t'}) {
        const auto count = std::count(line.begin(), line.end(), candidate);
        if (count > most) most = count, best = candidate;
    }
    return best;
}

struct CsvRows {
    Rows rows;
    std::vector<std::string> row;
};

Read<Rows> read_csv(std::string_view text) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (!is_clean_text(text))
        return unreadable(DIMONA_MESSAGE("The file is no UTF-8 text: save it as CSV in UTF-8, or as Excel (.xlsx)"));
    csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return unreadable(DIMONA_MESSAGE("The file can't be read now: try again later"));
    csv_set_delim(&parser, static_cast<unsigned char>(separator_of(text)));
    CsvRows read;
    const auto cell = [](void* data, std::size_t size, void* into) {
        static_cast<CsvRows*>(into)->row.emplace_back(static_cast<const char*>(data), size);
    };
    const auto line = [](int, void* into) {
        auto* rows = static_cast<CsvRows*>(into);
        rows->rows.push_back(std::move(rows->row));
        rows->row.clear();
    };
    bool good = csv_parse(&parser, text.data(), text.size(), cell, line, &read) == text.size();
    good = csv_fini(&parser, cell, line, &read) == 0 && good;
    csv_free(&parser);
    if (!good)
        return unreadable(DIMONA_MESSAGE("A quotation mark does not close: correct line {line}"),
                          {{"line", std::to_string(read.rows.size() + 1)}});
    return std::move(read.rows);
}

// --- Excel

struct CloseZip {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, CloseZip>;

Read<std::string> part_of(zip_t* archive, const char* name) {
    zip_stat_t about{};
    if (zip_stat(archive, name, 0, &about) != 0) return std::string();
    if (about.size > part_bytes_max)
        return unreadable(DIMONA_MESSAGE("The table is larger than this service reads: send fewer lines"));
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen(archive, name, 0), &zip_fclose);
    std::string content(about.size, '\0');
    if (!file || zip_fread(file.get(), content.data(), content.size()) != static_cast<zip_int64_t>(content.size()))
        return unreadable(DIMONA_MESSAGE("The Excel file is damaged: save it again"));
    return content;
}

struct FreeReader {
    void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};
using XmlReader = std::unique_ptr<xmlTextReader, FreeReader>;

// Never the network, never entities of a document's own.
XmlReader xml_of(const std::string& content) {
    return XmlReader(xmlReaderForMemory(content.data(), static_cast<int>(content.size()), nullptr, nullptr,
                                        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
}
bool is_element(xmlTextReader* reader, const char* name) {
    return xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT &&
           std::strcmp(reinterpret_cast<const char*>(xmlTextReaderConstLocalName(reader)), name) == 0;
}
bool is_end(xmlTextReader* reader, const char* name) {
    return xmlTextReaderNodeType(reader) == XML_READER_TYPE_END_ELEMENT &&
           std::strcmp(reinterpret_cast<const char*>(xmlTextReaderConstLocalName(reader)), name) == 0;
}
std::string attribute(xmlTextReader* reader, const char* name) {
    const std::unique_ptr<xmlChar, void (*)(void*)> value(
        xmlTextReaderGetAttribute(reader, reinterpret_cast<const xmlChar*>(name)), xmlFree);
    return value ? reinterpret_cast<const char*>(value.get()) : std::string();
}
// The text within the element where the reader stands; it stands at its end afterwards.
std::string text_within(xmlTextReader* reader, const char* element) {
    std::string text;
    if (xmlTextReaderIsEmptyElement(reader) == 1) return text;
    while (xmlTextReaderRead(reader) == 1 && !is_end(reader, element)) {
        const int type = xmlTextReaderNodeType(reader);
        if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
            type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)
            text += reinterpret_cast<const char*>(xmlTextReaderConstValue(reader));
    }
    return text;
}

std::vector<std::string> shared_strings(const std::string& content) {
    std::vector<std::string> strings;
    const auto reader = xml_of(content);
    while (reader && xmlTextReaderRead(reader.get()) == 1)
        if (is_element(reader.get(), "si")) strings.push_back(text_within(reader.get(), "si"));
    return strings;
}

// "AB12" -> 27
std::size_t column_of(const std::string& reference) {
    std::size_t column = 0;
    for (const char letter : reference) {
        if (letter < 'A' || letter > 'Z') break;
        column = column * 26 + static_cast<std::size_t>(letter - 'A' + 1);
    }
    return column == 0 ? 0 : column - 1;
}

Rows rows_of_sheet(const std::string& content, const std::vector<std::string>& strings) {
    Rows rows;
    const auto reader = xml_of(content);
    while (reader && xmlTextReaderRead(reader.get()) == 1) {
        if (is_element(reader.get(), "row")) rows.emplace_back();
        if (!is_element(reader.get(), "c") || rows.empty()) continue;
        const auto column = column_of(attribute(reader.get(), "r"));
        const auto type = attribute(reader.get(), "t");
        if (column >= columns_max) continue;
        std::string value;
        if (xmlTextReaderIsEmptyElement(reader.get()) == 0)
            while (xmlTextReaderRead(reader.get()) == 1 && !is_end(reader.get(), "c")) {
                if (is_element(reader.get(), "v")) value = text_within(reader.get(), "v");
                if (is_element(reader.get(), "is")) value = text_within(reader.get(), "is");
            }
        if (type == "s") {
            const auto index = parse_digits(value);
            value = index && static_cast<std::size_t>(*index) < strings.size()
                        ? strings[static_cast<std::size_t>(*index)]
                        : "";
        }
        auto& row = rows.back();
        if (row.size() <= column) row.resize(column + 1);
        row[column] = std::move(value);
    }
    return rows;
}

Read<Rows> read_xlsx(const std::string& content) {
    zip_error_t problem{};
    zip_source_t* source = zip_source_buffer_create(content.data(), content.size(), 0, &problem);
    if (!source) return unreadable(DIMONA_MESSAGE("The file can't be read now: try again later"));
    const Archive archive(zip_open_from_source(source, ZIP_RDONLY, &problem));
    if (!archive) {
        zip_source_free(source);
        return unreadable(DIMONA_MESSAGE("The Excel file is damaged: save it again"));
    }
    const auto sheet = DIMONA_TRY(part_of(archive.get(), "xl/worksheets/sheet1.xml"));
    if (sheet.empty()) return unreadable(DIMONA_MESSAGE("This is no Excel table: save it as .xlsx or as CSV"));
    const auto strings = DIMONA_TRY(part_of(archive.get(), "xl/sharedStrings.xml"));
    return rows_of_sheet(sheet, shared_strings(strings));
}

bool is_blank(const std::vector<std::string>& row) {
    return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return trim(cell).empty(); });
}

}  // namespace

Read<TypedTable> read_table(const std::string& content, std::size_t rows_max) {
    auto rows = content.starts_with(zip_mark) ? DIMONA_TRY(read_xlsx(content)) : DIMONA_TRY(read_csv(content));
    TypedTable table;
    for (std::size_t index = 0; index < rows.size(); ++index) {
        auto& row = rows[index];
        if (is_blank(row)) continue;
        for (auto& cell : row) cell = std::string(trim(cell));
        if (table.head.empty()) {
            table.head = std::move(row);
            continue;
        }
        if (row.size() > table.head.size())
            return unreadable(
                DIMONA_MESSAGE("Line {line} has more cells than the first line: give each column a name, or remove "
                               "what is too much"),
                {{"line", std::to_string(index + 1)}});
        if (table.rows.size() >= rows_max)
            return unreadable(DIMONA_MESSAGE("There are more than {count} lines: send them in several files"),
                              {{"count", std::to_string(rows_max)}});
        row.resize(table.head.size());
        table.rows.push_back(std::move(row));
        table.line_of.push_back(static_cast<int>(index + 1));
    }
    if (table.rows.empty())
        return unreadable(DIMONA_MESSAGE("The file holds no lines: take the template and fill it in"));
    return table;
}

}  // namespace dimona::web
