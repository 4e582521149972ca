#include "channel/web/archivable_document.hpp"

#include <lcms2.h>

#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

namespace dimona::web {

namespace {

std::string colour_profile() {
    const std::unique_ptr<void, cmsBool (*)(cmsHPROFILE)> profile(cmsCreate_sRGBProfile(), &cmsCloseProfile);
    cmsUInt32Number size = 0;
    if (!profile || !cmsSaveProfileToMem(profile.get(), nullptr, &size)) return {};
    std::string bytes(size, '\0');
    return cmsSaveProfileToMem(profile.get(), bytes.data(), &size) ? bytes : std::string();
}

// ISO 19005-2, 6.6: the document says of itself what it is.
std::string metadata(const DocumentFacts& facts) {
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
           "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
           "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">"
           "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
           "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
           facts.title_in_xml + "</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>" + facts.language +
           "</rdf:li></rdf:Bag></dc:language><xmp:CreateDate>" + facts.made_at +
           "</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>";
}

// "2026-05-04T08:00:00.000Z" -> "D:20260504080000Z"
std::string pdf_date(const std::string& instant) {
    std::string date = "D:";
    for (const char letter : instant.substr(0, 19))
        if (letter >= '0' && letter <= '9') date += letter;
    return date + "Z";
}

}  // namespace

std::string archivable_document(const std::string& drawn, const DocumentFacts& facts) {
    QPDF pdf;
    pdf.processMemoryFile("drawn document", drawn.data(), drawn.size());
    auto root = pdf.getRoot();
    auto description = QPDFObjectHandle::newStream(&pdf, metadata(facts));
    description.getDict().replaceKey("/Type", QPDFObjectHandle::newName("/Metadata"));
    description.getDict().replaceKey("/Subtype", QPDFObjectHandle::newName("/XML"));
    root.replaceKey("/Metadata", pdf.makeIndirectObject(description));
    auto profile = QPDFObjectHandle::newStream(&pdf, colour_profile());
    profile.getDict().replaceKey("/N", QPDFObjectHandle::newInteger(3));
    auto intent = QPDFObjectHandle::newDictionary();
    intent.replaceKey("/Type", QPDFObjectHandle::newName("/OutputIntent"));
    intent.replaceKey("/S", QPDFObjectHandle::newName("/GTS_PDFA1"));
    intent.replaceKey("/OutputConditionIdentifier", QPDFObjectHandle::newString("sRGB"));
    intent.replaceKey("/Info", QPDFObjectHandle::newString("sRGB"));
    intent.replaceKey("/DestOutputProfile", pdf.makeIndirectObject(profile));
    root.replaceKey("/OutputIntents", QPDFObjectHandle::newArray({intent}));
    root.replaceKey("/Lang", QPDFObjectHandle::newString(facts.language));
    auto info = QPDFObjectHandle::newDictionary();
    info.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(facts.title));
    info.replaceKey("/CreationDate", QPDFObjectHandle::newString(pdf_date(facts.made_at)));
    pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setStreamDataMode(qpdf_s_compress);
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setDeterministicID(true);
    writer.setNewlineBeforeEndstream(true);  // ISO 19005-2, 6.1.7.1
    writer.write();
    const std::unique_ptr<Buffer> buffer(writer.getBuffer());
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace dimona::web
