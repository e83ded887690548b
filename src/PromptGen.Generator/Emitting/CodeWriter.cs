using System.Runtime.CompilerServices;
using System.Text;
using PromptGen.Generator.Reading;

namespace PromptGen.Generator.Emitting;

/// <summary>Writes C# a line at a time. Line ends are <c>\n</c>: the output is the same on every machine.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes a line; an empty one without anything.</summary>
    public CodeWriter Line(string line = "")
    {
        if (line.Length > 0)
            _text.Append(' ', _depth * 4).Append(line);
        _text.Append('\n');
        return this;
    }

    /// <summary>Writes a line that is put together: each part goes to where the text is made, and none into a string of the line first.</summary>
    public CodeWriter Line([InterpolatedStringHandlerArgument("")] ref LineParts line)
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Writes a line, and opens a block that ends when what comes back is disposed of.</summary>
    public Scope Block(string header, string end = "}") => Line(header).Open(end);

    /// <inheritdoc cref="Block(string, string)"/>
    public Scope Block([InterpolatedStringHandlerArgument("")] ref LineParts header, string end = "}") => Line(ref header).Open(end);

    /// <summary>Opens another part of a type, in whatever is around it.</summary>
    /// <param name="type">The type.</param>
    /// <param name="bases">What stands behind its name.</param>
    public Scopes Part(PartialType type, string bases = "")
    {
        var scopes = new Stack<Scope>();
        if (type.Namespace.Length > 0)
            scopes.Push(Block($"namespace {type.Namespace}"));
        for (var i = 0; i < type.Headers.Count; i++)
            scopes.Push(Block($"partial {type.Headers[i]}{(i == type.Headers.Count - 1 ? bases : "")}"));
        return new(scopes);
    }

    /// <summary>Indents what comes until what comes back is disposed of.</summary>
    public Scope Indent()
    {
        _depth++;
        return new(this, null);
    }

    private Scope Open(string end)
    {
        Line("{");
        _depth++;
        return new(this, end);
    }

    public override string ToString() => _text.ToString();

    /// <summary>The parts of a line, which are written as they come: a part must not write lines of its own.</summary>
    [InterpolatedStringHandler]
    internal readonly struct LineParts
    {
        private readonly StringBuilder _text;

        public LineParts(int literalLength, int formattedCount, CodeWriter writer) => _text = writer._text.Append(' ', writer._depth * 4);

        public void AppendLiteral(string value) => _text.Append(value);

        public void AppendFormatted(string? value) => _text.Append(value);

        public void AppendFormatted<T>(T value)
            where T : struct, Enum => _text.Append(value);
    }

    internal readonly struct Scope(CodeWriter writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (end is not null)
                writer.Line(end);
        }
    }

    internal readonly struct Scopes(Stack<Scope> scopes) : IDisposable
    {
        public void Dispose()
        {
            foreach (var scope in scopes)
                scope.Dispose();
        }
    }
}
