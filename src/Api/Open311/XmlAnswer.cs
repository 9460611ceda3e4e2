using System.Globalization;
using System.Text;
using System.Xml;

namespace GridCase.Api.Open311;

/// <summary>Writes answers as XML 1.0 in UTF-8, with declaration and without a namespace. Nothing here reads XML.</summary>
internal static class XmlAnswer
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        // A carriage return would otherwise be read back as a line feed.
        NewLineHandling = NewLineHandling.Entitize,
    };

    public static byte[] Write(AnswerTree answer)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, Settings)) Write(writer, answer.Root, answer.Content);
        return stream.ToArray();
    }

    private static void Write(XmlWriter writer, string name, Node node)
    {
        writer.WriteStartElement(name);
        switch (node)
        {
            case Words { Value: { } words }:
                writer.WriteString(words);
                break;
            case Truth truth:
                writer.WriteString(truth.Value ? "true" : "false");
                break;
            case Amount { Value: { } amount }:
                writer.WriteString(amount.ToString(CultureInfo.InvariantCulture));
                break;
            case Many many:
                foreach (var item in many.Items) Write(writer, many.Each, item);
                break;
            case Fields fields:
                foreach (var (field, value) in fields.Items) Write(writer, field, value);
                break;
        }

        writer.WriteEndElement();
    }
}
