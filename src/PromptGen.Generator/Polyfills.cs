// What the compiler asks for and .NET Standard 2.0 lacks; the code fixes see it here. Written by hand: a generator of polyfills gave
// them in another order with each build, and so another assembly.

#pragma warning disable IDE0130, IDE0161 // the compiler says which namespaces

namespace System
{
    /// <summary>A place in a list, counted from its start or its end: <c>list[^1]</c>.</summary>
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public int GetOffset(int length) => fromEnd ? length - value : value;
    }
}

namespace System.Runtime.CompilerServices
{
    /// <summary>Marks what takes the parts of an interpolated string.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
    internal sealed class InterpolatedStringHandlerAttribute : Attribute;

    /// <summary>Says what is handed to it.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class InterpolatedStringHandlerArgumentAttribute(string argument) : Attribute
    {
        public string[] Arguments { get; } = [argument];
    }

    /// <summary>Lets properties be <c>init</c>.</summary>
    internal static class IsExternalInit;
}
