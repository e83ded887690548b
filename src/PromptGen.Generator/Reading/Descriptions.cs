using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptGen.Generator.Templates;

namespace PromptGen.Generator.Reading;

/// <summary>
/// Reads what is said of types and members, to the model: <c>[Description]</c>, or else the doc comment. The comment is read from the
/// source: in a build without documentation the compiler does not tell symbols what stands before them.
/// </summary>
internal static class Descriptions
{
    /// <summary>What is said of a type, or of an enum's member; null where nothing is.</summary>
    public static string? Of(ISymbol symbol, CancellationToken cancellationToken) =>
        FromAttribute(symbol) ?? Text(CommentOf(symbol, cancellationToken)?.Element("summary"));

    /// <summary>What is said of a member: by its property, or by the constructor's parameter that it is made from.</summary>
    public static string? OfMember(ISymbol member, IParameterSymbol? parameter, CancellationToken cancellationToken) =>
        FromAttribute(member)
        ?? (parameter is null ? null : FromAttribute(parameter))
        ?? Text(CommentOf(member, cancellationToken)?.Element("summary"))
        ?? (parameter is null ? null : FromParameter(parameter, cancellationToken));

    private static string? FromAttribute(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Is("System.ComponentModel", "DescriptionAttribute") == true && attribute.ConstructorArguments is [{ Value: string text }] && Clean(text) is { Length: > 0 } words)
                return words;
        }

        return null;
    }

    /// <summary>A primary constructor's parameters are described before its type, others before the constructor.</summary>
    private static string? FromParameter(IParameterSymbol parameter, CancellationToken cancellationToken) =>
        new[] { CommentOf(parameter.ContainingSymbol, cancellationToken), CommentOf(parameter.ContainingType, cancellationToken) }
            .Select(comment => Text(comment?.Elements("param").FirstOrDefault(element => element.Attribute("name")?.Value == parameter.Name)))
            .FirstOrDefault(static text => text is not null);

    private static XElement? CommentOf(ISymbol symbol, CancellationToken cancellationToken)
    {
        foreach (var reference in symbol.OriginalDefinition.DeclaringSyntaxReferences)
        {
            var node = reference.GetSyntax(cancellationToken);
            if (node is ParameterSyntax)
                continue;
            if (node is VariableDeclaratorSyntax { Parent.Parent: { } field })
                node = field;
            if (node.HasLeadingTrivia && XmlIn(node.GetLeadingTrivia().ToFullString()) is { Length: > 0 } xml && Parse(xml) is { } comment)
                return comment;
        }

        return null;
    }

    /// <summary>What stands in the last doc comment before a declaration, <c>///</c> or <c>/** */</c>.</summary>
    private static string XmlIn(string trivia)
    {
        if (trivia.IndexOf("///", StringComparison.Ordinal) < 0 && trivia.IndexOf("/**", StringComparison.Ordinal) < 0)
            return "";
        var xml = new StringBuilder();
        var isInBlock = false;
        foreach (var line in trivia.Split('\n').Select(static line => line.Trim()))
        {
            var text = line;
            if (!isInBlock && text.StartsWith("///", StringComparison.Ordinal) && !text.StartsWith("////", StringComparison.Ordinal))
            {
                xml.Append(text, 3, text.Length - 3).Append('\n');
                continue;
            }

            if (!isInBlock && text.StartsWith("/**", StringComparison.Ordinal) && !text.StartsWith("/**/", StringComparison.Ordinal))
                (isInBlock, text) = (true, text.Substring(3));
            else if (isInBlock && text.StartsWith("*", StringComparison.Ordinal) && !text.StartsWith("*/", StringComparison.Ordinal))
                text = text.Substring(1);
            if (!isInBlock)
                continue;
            var end = text.IndexOf("*/", StringComparison.Ordinal);
            xml.Append(end < 0 ? text : text.Substring(0, end)).Append('\n');
            isInBlock = end < 0;
        }

        return xml.ToString();
    }

    private static XElement? Parse(string xml)
    {
        try
        {
            return XElement.Parse($"<doc>{xml}</doc>", LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            // The compiler warns of it, where documentation is on.
            return null;
        }
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var text = new StringBuilder();
        Append(element, text);
        return Clean(text.ToString()) is { Length: > 0 } words ? words : null;
    }

    private static void Append(XElement element, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText words:
                    text.Append(Regex.Replace(words.Value, @"\s+", " "));
                    break;
                case XElement { Name.LocalName: "para" or "br" or "list" or "item" } block:
                    text.Append('\n');
                    Append(block, text);
                    text.Append('\n');
                    break;
                case XElement { IsEmpty: false } inner:
                    Append(inner, text);
                    break;
                case XElement reference:
                    text.Append(NameIn(reference));
                    break;
            }
        }
    }

    /// <summary>What a reference refers to, by its own name.</summary>
    private static string NameIn(XElement reference)
    {
        var name = (reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword") ?? reference.Attribute("href"))?.Value ?? "";
        if (reference.Attribute("cref") is null)
            return name;
        var end = name.IndexOfAny(['(', '{', '<']);
        var path = end < 0 ? name : name.Substring(0, end);
        return path.Substring(path.LastIndexOfAny(['.', ':']) + 1);
    }

    /// <summary>The text in lines without white space around them, and no empty ones.</summary>
    private static string Clean(string text) => string.Join("\n", TextNormalizer.Normalize(text).Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0));
}
