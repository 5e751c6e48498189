#!/usr/bin/env node
import nodeModule from 'node:module';
import { runCli } from './run-cli';

// Node 22 and later keep what they have compiled: the next start takes a third less.
(nodeModule as { enableCompileCache?: () => unknown }).enableCompileCache?.();

void runCli(process.argv.slice(2));
