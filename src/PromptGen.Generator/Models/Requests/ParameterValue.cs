namespace PromptGen.Models;

/// <summary>What a parameter is known to be. Equal to another that says the same.</summary>
internal abstract record ParameterValue
{
    public sealed record Number(double Value) : ParameterValue
    {
        /// <summary>The value as it is sent, and so as it is judged.</summary>
        public double Sent => SentNumber.Of(Value);

        public override string ToString() => SentNumber.Write(Sent);
    }

    public sealed record Integer(long Value) : ParameterValue
    {
        public override string ToString() => SentNumber.Write(Value);
    }

    /// <summary>Some texts, of which nothing is known but how many there are, and whether one is empty.</summary>
    public sealed record Texts(int Count, bool HasEmpty) : ParameterValue
    {
        public override string ToString() => Count == 1 ? "1 text" : $"{SentNumber.Write(Count)} texts";
    }

    public sealed record Word(string Value) : ParameterValue
    {
        public override string ToString() => $"\"{Value}\"";
    }

    public sealed record Flag(bool Value) : ParameterValue
    {
        public override string ToString() => Value ? "true" : "false";
    }
}
