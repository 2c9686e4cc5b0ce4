import { describeIdReader } from '../conformance/id-reader.ts';
import { hidRig, memoryRig, ptyRig, tcpRig } from './rigs.ts';

describeIdReader('a line inside this process', memoryRig);
describeIdReader('a network port', tcpRig);
describeIdReader('a serial port', ptyRig);
describeIdReader('counted HID reports', hidRig);
